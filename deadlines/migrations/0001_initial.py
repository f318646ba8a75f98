import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('day', models.DateField(unique=True, verbose_name='Day')),
                ('kind', models.CharField(choices=[('workday', 'Working day'), ('rest', 'Rest day'), ('holiday', 'Public holiday')], max_length=8, verbose_name='Kind')),
                ('notice', models.CharField(max_length=100, verbose_name='Notice')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('confidential', models.BooleanField(default=False, verbose_name='Confidential')),
                ('root_kind', models.CharField(editable=False, max_length=32)),
                ('root_uuid', models.UUIDField(db_index=True, editable=False)),
                ('about_kind', models.CharField(max_length=32)),
                ('about_uuid', models.UUIDField(db_index=True)),
                ('rule', models.CharField(max_length=80, verbose_name='Rule')),
                ('rule_version', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=200, verbose_name='Limit')),
                ('responsibility', models.CharField(choices=[('authority', 'Authority'), ('party', 'Party'), ('other_organ', 'Other organ')], default='authority', max_length=12, verbose_name='Bound by')),
                ('responsible_role', models.CharField(blank=True, choices=[('inspector', 'Inspector'), ('unit_head', 'Unit head'), ('legal_reviewer', 'Legal reviewer'), ('bureau_head', 'Bureau head'), ('campaign_officer', 'Campaign officer'), ('auditor', 'Auditor'), ('system_administrator', 'System administrator'), ('security_administrator', 'Security administrator')], max_length=24)),
                ('started_on', models.DateField(verbose_name='Started on')),
                ('due_on', models.DateField(verbose_name='Last day')),
                ('moved_to', models.DateField(blank=True, null=True)),
                ('act_by', models.DateField(db_index=True, verbose_name='Act by')),
                ('provisional', models.BooleanField(default=False, verbose_name='Provisional')),
                ('silent', models.BooleanField(default=False, help_text='Never reminds: past years and imports.')),
                ('basis', models.CharField(max_length=300, verbose_name='Legal source')),
                ('steps', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('running', 'Running'), ('met', 'Met'), ('stopped', 'Stopped')], default='running', max_length=8, verbose_name='State')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Ended on')),
                ('ended_act', models.CharField(blank=True, max_length=64)),
                ('next_look_on', models.DateField(blank=True, db_index=True, null=True)),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Bureau')),
                ('responsible', models.ManyToManyField(blank=True, related_name='clocks', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='Unit')),
            ],
            options={
                'ordering': ['act_by', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('about_uuid', 'rule'), name='deadlines_clock_one_running_per_rule'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='deadlines_clock_ended_on_iff_ended')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rung', models.CharField(choices=[('t-7', '7 days before'), ('t-3', '3 days before'), ('t-1', '1 day before'), ('t', 'Due today'), ('overdue', 'Overdue'), ('overdue-heads', 'Overdue: heads told'), ('overdue-above', 'Overdue: bureau above told'), ('overdue-province', 'Overdue: province told')], max_length=24, verbose_name='Rung')),
                ('on', models.DateField(verbose_name='Told on')),
                ('message_uuid', models.UUIDField()),
                ('clock', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='deadlines.clock')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('rung', 'overdue'), _negated=True), fields=('clock', 'rung', 'recipient'), name='deadlines_reminder_once'), models.UniqueConstraint(fields=('clock', 'rung', 'recipient', 'on'), name='deadlines_reminder_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='SweepRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('clocks_looked_at', models.PositiveIntegerField(default=0)),
                ('reminders_made', models.PositiveIntegerField(default=0)),
                ('clocks_without_officer', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['-started_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('finished_at', None), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='deadlines_sweep_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Transition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('confidential', models.BooleanField(default=False, verbose_name='Confidential')),
                ('root_kind', models.CharField(editable=False, max_length=32)),
                ('root_uuid', models.UUIDField(db_index=True, editable=False)),
                ('about_kind', models.CharField(max_length=32)),
                ('about_uuid', models.UUIDField(db_index=True)),
                ('act', models.CharField(max_length=64, verbose_name='Act')),
                ('from_state', models.CharField(max_length=32)),
                ('to_state', models.CharField(max_length=32)),
                ('on', models.DateField(verbose_name='Date')),
                ('note', models.TextField(blank=True, verbose_name='Note')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Bureau')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='Unit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(fields=['state', 'next_look_on'], name='deadlines_c_state_3b40da_idx'),
        ),
    ]
