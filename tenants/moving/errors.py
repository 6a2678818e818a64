"""Why a salon is not moved."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class MoveRefused(DomainError):
    """The root of what stops a move; nothing was changed, or it was undone."""

    code = "move_refused"
    status = 409
    message = _("The salon cannot be moved.")


class TargetUnfit(MoveRefused):
    """The target is not a second deployment of the same code, or not reached as its owner."""

    code = "move_target_unfit"
    message = _("The target database is not ready to take a salon.")


class NameTaken(MoveRefused):
    """The target has a salon, a schema, a host or rows of that name."""

    code = "move_name_taken"
    message = _("The target already uses a name of this salon.")


class NotMovable(MoveRefused):
    """The salon's own state forbids it."""

    code = "move_not_movable"
    message = _("A salon in this state cannot be moved.")


class MoveRunning(MoveRefused):
    """Two commands at once."""

    code = "move_running"
    message = _("Another move of this salon is running.")


class StillSending(MoveRefused):
    """A message was being sent for longer than a sending takes."""

    code = "move_still_sending"
    message = _("Messages of the salon are still being sent. Please try again in a minute.")


class CopyDiffers(MoveRefused):
    """What arrived is not what was sent, or the source changed meanwhile."""

    code = "move_copy_differs"
    message = _("The copy differs from the salon. Nothing was moved.")


class MediaTargetMissing(MoveRefused):
    """There are files and no folder to put them into."""

    code = "move_media_target_missing"
    message = _("The salon has files: say with --target-media where the target keeps its media.")


class OutcomeUnknown(MoveRefused):
    """The target fell silent around its commit: only asking it again tells where the salon is."""

    code = "move_outcome_unknown"
    status = 503
    message = _(
        "The target cannot be asked whether the salon has arrived. The salon only reads until the"
        " same command is run again."
    )


class AlreadyArrived(MoveRefused):
    """An abort came too late."""

    code = "move_already_arrived"
    message = _("The salon already works in the target. Move it back from there instead.")


class NotArrived(MoveRefused):
    """Nothing may be dropped that is not safe elsewhere."""

    code = "move_not_arrived"
    message = _("The salon has not been moved to this target completely. Nothing was dropped.")
