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
            name='Approval',
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
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('summary', models.TextField(blank=True, verbose_name='What is asked')),
                ('submitted_on', models.DateField(verbose_name='Submitted on')),
                ('state', models.CharField(choices=[('pending', 'Waiting for approval'), ('approved', 'Approved'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn')], default='pending', max_length=10, verbose_name='State')),
                ('current_seq', models.PositiveSmallIntegerField(default=1)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Bureau')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='Unit')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('about_uuid', 'act'), name='workbench_approval_one_pending_per_act'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on', None), ('state', 'pending')), models.Q(models.Q(('state', 'pending'), _negated=True), ('ended_on__isnull', False)), _connector='OR'), name='workbench_approval_ended_on_iff_ended')],
            },
        ),
        migrations.CreateModel(
            name='ApprovalStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveSmallIntegerField(verbose_name='Step')),
                ('role', models.CharField(choices=[('inspector', 'Inspector'), ('unit_head', 'Unit head'), ('legal_reviewer', 'Legal reviewer'), ('bureau_head', 'Bureau head'), ('campaign_officer', 'Campaign officer'), ('auditor', 'Auditor'), ('system_administrator', 'System administrator'), ('security_administrator', 'Security administrator')], max_length=24, verbose_name='Role')),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting'), ('approved', 'Approved'), ('returned', 'Returned')], default='waiting', max_length=10, verbose_name='Outcome')),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, verbose_name='Reason')),
                ('approval', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='workbench.approval')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['approval_id', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('approval', 'seq'), name='workbench_approval_step_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('decided_on', None), ('outcome', 'waiting')), models.Q(models.Q(('outcome', 'waiting'), _negated=True), ('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='workbench_approval_step_decided_by_and_on')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
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
                ('text', models.TextField(verbose_name='Comment')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Bureau')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='Unit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('from_on', models.DateField(verbose_name='From')),
                ('to_on', models.DateField(verbose_name='To')),
                ('reason', models.CharField(max_length=200, verbose_name='Reason')),
                ('cancelled_on', models.DateField(blank=True, null=True)),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deputyships', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-from_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__gte', models.F('from_on'))), name='workbench_delegation_period'), models.CheckConstraint(condition=models.Q(('person', models.F('deputy')), _negated=True), name='workbench_delegation_to_another')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('kind', models.CharField(choices=[('reminder', 'Reminder'), ('escalation', 'Escalation'), ('task', 'Task'), ('approval', 'Approval'), ('notice', 'Notice'), ('system', 'System')], max_length=12, verbose_name='Kind')),
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('body', models.TextField(blank=True, verbose_name='Text')),
                ('about_kind', models.CharField(blank=True, max_length=32)),
                ('about_uuid', models.UUIDField(blank=True, null=True)),
                ('dedupe_key', models.CharField(max_length=200)),
                ('on', models.DateField(verbose_name='Date')),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('recipient', 'dedupe_key'), name='workbench_message_once')],
            },
        ),
        migrations.CreateModel(
            name='Task',
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
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('act', models.CharField(blank=True, max_length=64)),
                ('role', models.CharField(blank=True, choices=[('inspector', 'Inspector'), ('unit_head', 'Unit head'), ('legal_reviewer', 'Legal reviewer'), ('bureau_head', 'Bureau head'), ('campaign_officer', 'Campaign officer'), ('auditor', 'Auditor'), ('system_administrator', 'System administrator'), ('security_administrator', 'Security administrator')], max_length=24)),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='Due on')),
                ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=8, verbose_name='State')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to=settings.AUTH_USER_MODEL)),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Bureau')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='Unit')),
            ],
            options={
                'ordering': [models.OrderBy(models.F('due_on'), nulls_last=True), 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('assignee__isnull', False), models.Q(('role', ''), _negated=True), _connector='OR'), name='workbench_task_for_person_or_role'), models.CheckConstraint(condition=models.Q(models.Q(('done_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('done_on__isnull', False)), _connector='OR'), name='workbench_task_done_on_iff_closed')],
            },
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['recipient', 'read_at'], name='workbench_m_recipie_518697_idx'),
        ),
    ]
