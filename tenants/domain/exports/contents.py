"""What an archive of a salon holds, written into it in one consistent look at the database."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from tenants.domain.exports.archive import Archive, EntryWriter
from tenants.domain.exports.tables import harmless, spreadsheets
from tenants.domain.media import media_folder_of
from tenants.domain.salon_rows import LEFT_OUT, exported_models, json_lines
from tenants.models import Tenant

FORMAT = 1
# Excel reads Arabic only with a mark that says UTF-8.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_contents(archive: Archive, tenant: Tenant) -> None:
    """Write tables, spreadsheets, pictures, README and manifest. In the salon's schema.

    Outside of any transaction: all rows are read in one of its own, as of one moment.
    """
    with consistent_view():
        moment = timezone.now()
        _add_rows(archive)
    _add_media(archive, tenant)
    for language in ("ar", "en"):
        context = {"tenant": tenant, "moment": moment}
        text = render_to_string(f"tenants/export/README.{language}.txt", context)
        archive.add_text(text, f"README.{language}.txt")
    manifest = _manifest(archive, tenant, moment.isoformat())
    archive.add_text(json.dumps(manifest, ensure_ascii=False, indent=2), "manifest.json")


@contextmanager
def consistent_view() -> Iterator[None]:
    """Open a read-only transaction in which nothing changes."""
    # The isolation level must be the first word of a transaction, after the search path is set.
    with connection.cursor():
        pass
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _add_rows(archive: Archive) -> None:
    for model in exported_models():
        path = f"tables/{model._meta.label_lower}.jsonl"
        with archive.entry(path, is_table=True) as writer:
            for line in json_lines(model):
                writer.write_row(line)
    for sheet in spreadsheets():
        with archive.entry(f"spreadsheets/{sheet.name}.csv", is_table=True) as writer:
            _write_csv(writer, sheet.columns, sheet.rows())


def _write_csv(writer: EntryWriter, columns: tuple[str, ...], rows: Any) -> None:
    writer.write(BYTE_ORDER_MARK + _csv_line(columns).encode())
    for row in rows:
        writer.write_row(_csv_line(row))


def _csv_line(cells: Any) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([harmless(cell) for cell in cells])
    return line.getvalue()


def _add_media(archive: Archive, tenant: Tenant) -> None:
    folder = media_folder_of(tenant)
    for path in sorted(folder.rglob("*")):
        # A link could lead out of the salon's folder.
        if path.is_file() and not path.is_symlink():
            archive.add_file(path, f"media/{path.relative_to(folder).as_posix()}")


def _manifest(archive: Archive, tenant: Tenant, moment: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "salon": tenant.schema_name,
        "name_ar": tenant.name_ar,
        "name_en": tenant.name_en,
        "read_at": moment,
        "left_out": LEFT_OUT,
        "files": archive.listing(),
    }
