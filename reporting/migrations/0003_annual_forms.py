import django.db.models.deletion
import reporting.models.report_editions
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_draws'),
        ('campaigns', '0003_draws'),
        ('reporting', '0002_procedure_and_campaigns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('period', models.CharField(max_length=16, verbose_name='Reporting period')),
                ('starts_on', models.DateField(verbose_name='From')),
                ('ends_on', models.DateField(verbose_name='To')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='Edition')),
                ('restated_because', models.TextField(blank=True, verbose_name='Reason of the restatement')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('checked', 'Checked'), ('approved', 'Approved'), ('frozen', 'Frozen')], default='draft', max_length=8, verbose_name='Status')),
                ('content', models.JSONField(default=dict)),
                ('narrative', models.JSONField(blank=True, default=list)),
                ('content_hash', models.CharField(blank=True, max_length=64, verbose_name='Content hash')),
                ('audit_head', models.CharField(blank=True, max_length=64, verbose_name='Head of the audit chain')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='Checked on')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='Approved on')),
                ('frozen_on', models.DateField(blank=True, null=True, verbose_name='Frozen on')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('restates', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restated_by', to='reporting.reportedition')),
            ],
            options={
                'ordering': ['-starts_on', '-number', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EditionSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=40)),
                ('column', models.CharField(max_length=40)),
                ('rows', models.JSONField(default=list)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='reporting.reportedition')),
            ],
            options={
                'ordering': ['form', 'column'],
            },
        ),
        migrations.CreateModel(
            name='EditionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('form', models.CharField(choices=[('xlsx', 'Workbook (XLSX)'), ('docx', 'Text document (DOCX)'), ('pdf', 'Printed document (PDF)'), ('csv', 'Flat data (CSV)'), ('json', 'Flat data (JSON)')], max_length=4, verbose_name='Kind of file')),
                ('file', models.FileField(max_length=200, upload_to=reporting.models.report_editions.edition_folder)),
                ('name', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64, verbose_name='Checksum')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reporting.reportedition')),
            ],
            options={
                'ordering': ['edition_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('address', models.CharField(max_length=160, verbose_name='Cell')),
                ('value', models.DecimalField(decimal_places=2, max_digits=18, verbose_name='Reported')),
                ('approx', models.CharField(choices=[('exact', 'Exact'), ('at_least', 'At least'), ('about', 'About')], default='exact', max_length=8, verbose_name='Precision')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='Note')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reported', to='reporting.reportedition')),
            ],
            options={
                'ordering': ['address'],
            },
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.UniqueConstraint(condition=models.Q(('campaign', None)), fields=('bureau', 'period', 'number'), name='reporting_report_once'),
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.UniqueConstraint(fields=('bureau', 'period', 'campaign', 'number'), name='reporting_report_once_a_campaign'),
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='reporting_report_period'),
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('restated_because', ''), ('restates', None)), models.Q(('number__gt', 1), ('restates__isnull', False), models.Q(('restated_because', ''), _negated=True)), _connector='OR'), name='reporting_report_restates_iff_later'),
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('checked_by__isnull', True), ('checked_on__isnull', True)), models.Q(('checked_by__isnull', False), ('checked_on__isnull', False)), _connector='OR'), models.Q(models.Q(('approved_by__isnull', True), ('approved_on__isnull', True)), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False)), _connector='OR'), models.Q(models.Q(('frozen_by__isnull', True), ('frozen_on__isnull', True)), models.Q(('frozen_by__isnull', False), ('frozen_on__isnull', False)), _connector='OR')), name='reporting_report_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_on', None), ('checked_on', None), ('frozen_on', None), ('status', 'draft')), models.Q(('approved_on', None), ('checked_on__isnull', False), ('frozen_on', None), ('status', 'checked')), models.Q(('approved_on__isnull', False), ('checked_on__isnull', False), ('frozen_on', None), ('status', 'approved')), models.Q(('approved_on__isnull', False), ('checked_on__isnull', False), ('frozen_on__isnull', False), ('status', 'frozen')), _connector='OR'), name='reporting_report_in_order'),
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('checked_by')), _negated=True), _connector='OR'), name='reporting_report_two_people'),
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'frozen'), models.Q(('content_hash', ''), _negated=True)), models.Q(models.Q(('status', 'frozen'), _negated=True), ('content_hash', '')), _connector='OR'), name='reporting_report_hash_iff_frozen'),
        ),
        migrations.AddConstraint(
            model_name='editionsource',
            constraint=models.UniqueConstraint(fields=('edition', 'form', 'column'), name='reporting_source_once'),
        ),
        migrations.AddConstraint(
            model_name='editionfile',
            constraint=models.UniqueConstraint(fields=('edition', 'form'), name='reporting_file_once'),
        ),
        migrations.AddConstraint(
            model_name='editionfile',
            constraint=models.CheckConstraint(condition=models.Q(('sha256', ''), _negated=True), name='reporting_file_has_checksum'),
        ),
        migrations.AddConstraint(
            model_name='reportedvalue',
            constraint=models.UniqueConstraint(fields=('edition', 'address'), name='reporting_reported_once'),
        ),
        migrations.AddConstraint(
            model_name='reportedvalue',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='reporting_reported_not_negative'),
        ),
    ]
