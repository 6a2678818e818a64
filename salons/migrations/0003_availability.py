import django.core.validators
import django.db.models.deletion
import foundation.fields
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("salons", "0002_one_person_one_staff_member"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResourceType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_ar", models.CharField(max_length=80, verbose_name="name in Arabic")),
                ("name_en", models.CharField(max_length=80, verbose_name="name in English")),
                ("is_archived", models.BooleanField(default=False, verbose_name="archived")),
                ("sort_order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "kind of room or device",
                "verbose_name_plural": "rooms and devices",
                "ordering": ["sort_order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label_ar", models.CharField(max_length=80, verbose_name="name in Arabic")),
                ("label_en", models.CharField(max_length=80, verbose_name="name in English")),
                (
                    "calendar",
                    models.CharField(
                        choices=[("hijri", "Hijri (Umm al-Qura)"), ("gregorian", "Gregorian")],
                        default="hijri",
                        max_length=9,
                        verbose_name="calendar",
                    ),
                ),
                (
                    "first_month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="from month",
                    ),
                ),
                (
                    "first_day",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="from day",
                    ),
                ),
                (
                    "last_month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="until month",
                    ),
                ),
                (
                    "last_day",
                    models.PositiveSmallIntegerField(
                        help_text="The last day of a month where the month is shorter.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="until day",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ],
            options={
                "verbose_name": "season",
                "verbose_name_plural": "seasons",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(unique=True, verbose_name="date")),
                (
                    "label_ar",
                    models.CharField(blank=True, max_length=80, verbose_name="name in Arabic"),
                ),
                (
                    "label_en",
                    models.CharField(blank=True, max_length=80, verbose_name="name in English"),
                ),
            ],
            options={
                "verbose_name": "special day",
                "verbose_name_plural": "special days",
                "ordering": ["date"],
            },
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="anybody",
            field=models.CharField(
                choices=[
                    ("least_busy", "the one with the fewest minutes booked that day"),
                    ("order", "the order of the team"),
                    ("rotation", "the one who has waited longest for a customer"),
                ],
                default="least_busy",
                max_length=10,
                verbose_name="who comes first for “anybody”",
            ),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="best_times",
            field=models.CharField(
                choices=[
                    ("off", "show every time"),
                    ("prefer", "recommend times without gaps"),
                    ("only", "offer only times without gaps"),
                ],
                default="off",
                max_length=6,
                verbose_name="times that leave short gaps",
            ),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="cancel_notice_minutes",
            field=models.PositiveIntegerField(
                default=0,
                validators=[django.core.validators.MaxValueValidator(20160)],
                verbose_name="notice for cancelling a visit, in minutes",
            ),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="friday_pause_ends",
            field=models.TimeField(blank=True, null=True, verbose_name="Friday pause until"),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="friday_pause_starts",
            field=models.TimeField(blank=True, null=True, verbose_name="Friday pause from"),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="longest_wait_minutes",
            field=models.PositiveSmallIntegerField(
                default=15,
                validators=[django.core.validators.MaxValueValidator(120)],
                verbose_name="longest wait between two services of a visit, in minutes",
            ),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="move_notice_minutes",
            field=models.PositiveIntegerField(
                default=60,
                validators=[django.core.validators.MaxValueValidator(20160)],
                verbose_name="notice for moving a visit, in minutes",
            ),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="prayer_pause_minutes",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="0: open during prayers. Needs latitude and longitude of the salon.",
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="pause from each prayer time on, in minutes",
            ),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="salon_daily_cap",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="most appointments a day in the salon",
            ),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="same_day_cutoff",
            field=models.TimeField(
                blank=True, null=True, verbose_name="no bookings for the same day after"
            ),
        ),
        migrations.AddField(
            model_name="bookingrules",
            name="staff_daily_cap",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="most appointments a day for one person",
            ),
        ),
        migrations.AddField(
            model_name="salonprofile",
            name="hijri_offset_days",
            field=models.SmallIntegerField(
                default=0,
                help_text="1 where the month was declared a day later than in Umm al-Qura.",
                validators=[
                    django.core.validators.MinValueValidator(-2),
                    django.core.validators.MaxValueValidator(2),
                ],
                verbose_name="days between the calendar and the moon seen",
            ),
        ),
        migrations.AddField(
            model_name="salonprofile",
            name="latitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=5,
                help_text="For prayer times, such as 24.71360 in Riyadh.",
                max_digits=8,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(-90),
                    django.core.validators.MaxValueValidator(90),
                ],
                verbose_name="latitude",
            ),
        ),
        migrations.AddField(
            model_name="salonprofile",
            name="longitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=5,
                max_digits=8,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(-180),
                    django.core.validators.MaxValueValidator(180),
                ],
                verbose_name="longitude",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="buffer_before_minutes",
            field=models.PositiveSmallIntegerField(
                default=0,
                validators=[django.core.validators.MaxValueValidator(120)],
                verbose_name="preparation before, in minutes",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="capacity",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="More than one makes it a class that several customers book together.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(50),
                ],
                verbose_name="places at one time",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="clientele",
            field=models.CharField(
                choices=[
                    ("everyone", "everyone"),
                    ("women", "women"),
                    ("men", "men"),
                    ("children", "children"),
                ],
                default="everyone",
                max_length=8,
                verbose_name="for whom",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="finishing_minutes",
            field=models.PositiveSmallIntegerField(
                default=0,
                validators=[django.core.validators.MaxValueValidator(360)],
                verbose_name="finishing after processing, in minutes",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="horizon_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty: as in the booking rules.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(365),
                ],
                verbose_name="bookable days ahead",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="minimum_notice_minutes",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Empty: as in the booking rules.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(20160)],
                verbose_name="minimum notice in minutes",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="needs_patch_test",
            field=models.BooleanField(
                default=False,
                help_text="Customers are told to have one 48 hours before.",
                verbose_name="needs a patch test",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailimages.image",
                verbose_name="photo",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="price_kind",
            field=models.CharField(
                choices=[
                    ("fixed", "fixed"),
                    ("from", "from (the salon says on the day)"),
                    ("by_staff", "depends on the person"),
                ],
                default="fixed",
                max_length=8,
                verbose_name="kind of price",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="processing_minutes",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="The customer waits, such as for colour; the person is free for others.",
                validators=[django.core.validators.MaxValueValidator(360)],
                verbose_name="processing, in minutes",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="women_staff_only",
            field=models.BooleanField(
                default=False,
                help_text="Only women of the team are offered for it.",
                verbose_name="by women only",
            ),
        ),
        migrations.AddField(
            model_name="staffmember",
            name="daily_cap",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty: as in the booking rules.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="most appointments a day",
            ),
        ),
        migrations.AddField(
            model_name="staffskill",
            name="duration_minutes",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(5),
                    django.core.validators.MaxValueValidator(720),
                ],
                verbose_name="own duration in minutes",
            ),
        ),
        migrations.AddField(
            model_name="staffskill",
            name="price_minor",
            field=foundation.fields.MinorUnitsField(
                blank=True, null=True, verbose_name="own price in SAR, VAT included"
            ),
        ),
        migrations.CreateModel(
            name="AddOn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_ar", models.CharField(max_length=120, verbose_name="name in Arabic")),
                ("name_en", models.CharField(max_length=120, verbose_name="name in English")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="longer by minutes",
                    ),
                ),
                (
                    "price_minor",
                    foundation.fields.MinorUnitsField(verbose_name="price in SAR, VAT included"),
                ),
                ("is_archived", models.BooleanField(default=False, verbose_name="archived")),
                ("sort_order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "services",
                    models.ManyToManyField(
                        blank=True,
                        related_name="add_ons",
                        to="salons.service",
                        verbose_name="offered with",
                    ),
                ),
            ],
            options={
                "verbose_name": "add-on",
                "verbose_name_plural": "add-ons",
                "ordering": ["sort_order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("is_archived", models.BooleanField(default=False, verbose_name="archived")),
                (
                    "type",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="salons.resourcetype",
                    ),
                ),
            ],
            options={
                "verbose_name": "room or device",
                "verbose_name_plural": "rooms and devices",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="service",
            name="resource_type",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="salons.resourcetype",
                verbose_name="needs a",
            ),
        ),
        migrations.CreateModel(
            name="ExtraHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="reason")),
                (
                    "staff",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extra_hours",
                        to="salons.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "extra hours",
                "verbose_name_plural": "extra hours",
                "ordering": ["starts_at"],
                "abstract": False,
                "indexes": [models.Index(fields=["staff", "ends_at"], name="salons_extra_window")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="salons_extra_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SeasonHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        verbose_name="day",
                    ),
                ),
                ("starts", models.TimeField(verbose_name="from")),
                (
                    "ends",
                    models.TimeField(
                        help_text="An earlier time means after midnight.", verbose_name="until"
                    ),
                ),
                (
                    "season",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="salons.season",
                    ),
                ),
            ],
            options={
                "verbose_name": "opening hours",
                "verbose_name_plural": "opening hours",
                "ordering": ["weekday", "starts"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "weekday", "starts"), name="salons_seasonhours_uniq"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpecialHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts", models.TimeField(verbose_name="from")),
                (
                    "ends",
                    models.TimeField(
                        help_text="An earlier time means after midnight.", verbose_name="until"
                    ),
                ),
                (
                    "day",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours",
                        to="salons.specialday",
                    ),
                ),
            ],
            options={
                "ordering": ["starts"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "starts"), name="salons_specialhours_uniq"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffBreak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        verbose_name="day",
                    ),
                ),
                ("starts", models.TimeField(verbose_name="from")),
                (
                    "ends",
                    models.TimeField(
                        help_text="An earlier time means after midnight.", verbose_name="until"
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=80, verbose_name="what for")),
                (
                    "staff",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breaks",
                        to="salons.staffmember",
                    ),
                ),
            ],
            options={
                "verbose_name": "break",
                "verbose_name_plural": "breaks",
                "ordering": ["weekday", "starts"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff", "weekday", "starts"), name="salons_staffbreak_uniq"
                    )
                ],
            },
        ),
    ]
