import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='Code')),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('joint_authorities', models.JSONField(blank=True, default=list, verbose_name='Joint authorities')),
                ('starts_on', models.DateField(verbose_name='Starts on')),
                ('ends_on', models.DateField(verbose_name='Ends on')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('running', 'Running'), ('closed', 'Closed')], default='draft', max_length=8, verbose_name='Status')),
                ('goals', models.JSONField(blank=True, default=list, verbose_name='Goals')),
                ('scope', models.JSONField(blank=True, default=dict, verbose_name='Scope')),
                ('summary', models.TextField(blank=True, verbose_name='Summary')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='accounts.bureau', verbose_name='Organiser')),
            ],
            options={
                'ordering': ['-starts_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('code', models.CharField(max_length=40, verbose_name='Code')),
                ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='Edition')),
                ('is_current', models.BooleanField(default=True)),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('name_en', models.CharField(max_length=100)),
                ('unit', models.CharField(max_length=20, verbose_name='Unit')),
                ('definition', models.TextField(verbose_name='Definition')),
                ('definition_en', models.TextField()),
                ('kind', models.CharField(choices=[('computed', 'Computed from the records'), ('entered', 'Entered by the bureaus')], default='computed', max_length=10, verbose_name='Kind')),
                ('decimals', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['code', '-edition'],
                'constraints': [models.UniqueConstraint(fields=('code', 'edition'), name='campaigns_indicator_edition_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('code',), name='campaigns_indicator_one_current')],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('seq', models.PositiveSmallIntegerField(verbose_name='Number')),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('kind', models.CharField(choices=[('mobilise', 'Mobilisation'), ('self_check', 'Self-check'), ('inspect', 'Inspection'), ('rectify', 'Rectification'), ('review', 'Summing up'), ('consolidate', 'Consolidation')], max_length=12, verbose_name='Kind')),
                ('starts_on', models.DateField(verbose_name='Starts on')),
                ('ends_on', models.DateField(verbose_name='Ends on')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['campaign_id', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'seq'), name='campaigns_phase_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaigns_phase_period')],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='Code')),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('starts_on', models.DateField(verbose_name='Starts on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Ends on')),
                ('is_long_running', models.BooleanField(default=False, verbose_name='Long-running')),
                ('summary', models.TextField(blank=True, verbose_name='Summary')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'ordering': ['-starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='campaigns_programme_period')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='Target')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='campaigns.campaign')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='campaigns.indicator')),
                ('phase', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='campaigns.phase')),
            ],
            options={
                'ordering': ['campaign_id', 'indicator_id', 'bureau_id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('phase__isnull', False)), fields=('campaign', 'indicator', 'bureau', 'phase'), name='campaigns_target_once_per_phase'), models.UniqueConstraint(condition=models.Q(('phase', None)), fields=('campaign', 'indicator', 'bureau'), name='campaigns_target_once'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='campaigns_target_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='TaskLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('seq', models.PositiveSmallIntegerField(verbose_name='Number')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('content', models.TextField(blank=True, verbose_name='Content')),
                ('linked_programmes', models.ManyToManyField(blank=True, related_name='tied_to_lines', to='campaigns.programme')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='task_lines', to='campaigns.programme')),
            ],
            options={
                'ordering': ['programme_id', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'seq'), name='campaigns_task_line_once')],
            },
        ),
        migrations.AddField(
            model_name='campaign',
            name='task_line',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='campaigns.taskline', verbose_name='Task line'),
        ),
        migrations.CreateModel(
            name='CampaignTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('seq', models.PositiveSmallIntegerField(verbose_name='Number')),
                ('name', models.CharField(max_length=200, verbose_name='Task')),
                ('content', models.TextField(blank=True, verbose_name='Content')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='Due on')),
                ('status', models.CharField(choices=[('open', 'In hand'), ('done', 'Done')], default='open', max_length=8, verbose_name='Status')),
                ('done_on', models.DateField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True, verbose_name='Outcome')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='campaigns.campaign')),
                ('owner', models.ForeignKey(blank=True, help_text='Empty: every bureau of the campaign.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Responsible bureau')),
            ],
            options={
                'ordering': ['campaign_id', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'seq'), name='campaigns_task_once'), models.CheckConstraint(condition=models.Q(models.Q(('done_on', None), ('status', 'open')), models.Q(('done_on__isnull', False), ('status', 'done')), _connector='OR'), name='campaigns_task_done_on_iff_done')],
            },
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaigns_campaign_period'),
        ),
    ]
