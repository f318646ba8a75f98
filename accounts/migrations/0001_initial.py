import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=64, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9_.-]*$', 'Use letters, digits, hyphen, dot or underscore, beginning with a letter.')], verbose_name='User name')),
                ('kind', models.CharField(choices=[('person', 'Person'), ('service', 'Service account')], default='person', max_length=8)),
                ('name', models.CharField(max_length=50, verbose_name='Name')),
                ('position', models.CharField(blank=True, max_length=50, verbose_name='Position')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='Phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('is_active', models.BooleanField(default=True, verbose_name='Active')),
                ('disabled_on', models.DateField(blank=True, null=True, verbose_name='Disabled on')),
                ('must_change_password', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['bureau_id', 'username'],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('digest', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('token_key', models.CharField(db_index=True, max_length=25)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('expiry', models.DateTimeField(blank=True, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('may_write', models.BooleanField(default=False, verbose_name='May write')),
                ('issued_by', models.CharField(max_length=64)),
                ('revoked_on', models.DateField(blank=True, null=True, verbose_name='Revoked on')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='Last used')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='auth_token_set', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Bureau',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='Code')),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('short_name', models.CharField(max_length=30, verbose_name='Short name')),
                ('document_word', models.CharField(help_text='For example 陕药监', max_length=20, verbose_name='Word in document numbers')),
                ('kind', models.CharField(choices=[('province', 'Provincial bureau'), ('city', 'City bureau'), ('county', 'County bureau'), ('subcentre', 'Inspection sub-centre')], max_length=10, verbose_name='Kind')),
                ('path', models.CharField(editable=False, max_length=200, unique=True)),
                ('may_inspect', models.BooleanField(default=True, verbose_name='May inspect')),
                ('may_measure', models.BooleanField(default=True, verbose_name='May take coercive measures')),
                ('may_penalise', models.BooleanField(default=True, verbose_name='May file cases and penalise')),
                ('active_from', models.DateField(verbose_name='Active from')),
                ('active_to', models.DateField(blank=True, null=True, verbose_name='Active to')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.bureau', verbose_name='Bureau above')),
                ('succeeded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='succeeds', to='accounts.bureau')),
            ],
            options={
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='ApprovalRoute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('act', models.CharField(max_length=64, verbose_name='Act')),
                ('bureau', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.bureau')),
            ],
            options={
                'ordering': ['act', 'bureau_id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('bureau__isnull', False)), fields=('bureau', 'act'), name='accounts_route_once_per_bureau_and_act'), models.UniqueConstraint(condition=models.Q(('bureau', None)), fields=('act',), name='accounts_route_once_per_act')],
            },
        ),
        migrations.AddField(
            model_name='user',
            name='bureau',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='accounts.bureau', verbose_name='Bureau'),
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('kind', models.CharField(choices=[('enforcement', 'Enforcement certificate'), ('inspector', 'Inspector certificate'), ('legal', 'Legal professional qualification')], max_length=12, verbose_name='Kind')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='Number')),
                ('issued_on', models.DateField(verbose_name='Issued on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='Expires on')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['user_id', '-expires_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('issued_on')), _connector='OR'), name='accounts_certificate_period'), models.CheckConstraint(condition=models.Q(('kind', 'legal'), ('expires_on__isnull', False), _connector='OR'), name='accounts_certificate_only_legal_has_no_end')],
            },
        ),
        migrations.CreateModel(
            name='PolicySetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('key', models.CharField(max_length=64)),
                ('value', models.JSONField()),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='Basis')),
                ('effective_from', models.DateField(verbose_name='Effective from')),
                ('bureau', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.bureau')),
            ],
            options={
                'ordering': ['key', 'bureau_id', '-effective_from'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('bureau__isnull', False)), fields=('bureau', 'key', 'effective_from'), name='accounts_policy_once_per_bureau_and_day'), models.UniqueConstraint(condition=models.Q(('bureau', None)), fields=('key', 'effective_from'), name='accounts_policy_once_per_day')],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=6, primary_key=True, serialize=False, verbose_name='Code')),
                ('name', models.CharField(max_length=50, verbose_name='Name')),
                ('level', models.CharField(choices=[('province', 'Province'), ('city', 'City'), ('county', 'County')], max_length=8, verbose_name='Level')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='Valid to')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.region')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='accounts.region')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.AddField(
            model_name='bureau',
            name='regions',
            field=models.ManyToManyField(related_name='bureaus', to='accounts.region', verbose_name='Regions'),
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('inspector', 'Inspector'), ('unit_head', 'Unit head'), ('legal_reviewer', 'Legal reviewer'), ('bureau_head', 'Bureau head'), ('campaign_officer', 'Campaign officer'), ('auditor', 'Auditor'), ('system_administrator', 'System administrator'), ('security_administrator', 'Security administrator')], max_length=24, verbose_name='Role')),
                ('granted_on', models.DateField()),
                ('granted_by', models.CharField(max_length=64)),
                ('revoked_on', models.DateField(blank=True, null=True)),
                ('revoked_by', models.CharField(blank=True, max_length=64)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['role'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_on', None)), fields=('user', 'role'), name='accounts_role_once_per_person'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_by', ''), ('revoked_on', None)), models.Q(('revoked_on__isnull', False), models.Q(('revoked_by', ''), _negated=True)), _connector='OR'), name='accounts_role_revoked_on_and_by')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('root_kind', models.CharField(max_length=32)),
                ('root_uuid', models.UUIDField()),
                ('grade', models.CharField(choices=[('handle', 'Handling officer'), ('co_handle', 'Co-handling'), ('read', 'Reader'), ('headline', 'Head line only')], max_length=10, verbose_name='Grade')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='Reason')),
                ('given_on', models.DateField()),
                ('bureau', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='accounts.bureau')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('bureau__isnull', False), ('user', None)), models.Q(('bureau', None), ('user__isnull', False)), _connector='OR'), name='accounts_share_to_person_or_bureau'), models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('root_uuid', 'user'), name='accounts_share_once_per_person'), models.UniqueConstraint(condition=models.Q(('bureau__isnull', False)), fields=('root_uuid', 'bureau'), name='accounts_share_once_per_bureau')],
            },
        ),
        migrations.CreateModel(
            name='TrainingRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('title', models.CharField(max_length=200, verbose_name='Course')),
                ('provider', models.CharField(blank=True, max_length=100, verbose_name='Provider')),
                ('held_on', models.DateField(verbose_name='Held on')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='Hours')),
                ('passed', models.BooleanField(default=True, verbose_name='Passed')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-held_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='accounts_training_hours_positive')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('kind', models.CharField(choices=[('section', 'Section'), ('detachment', 'Enforcement detachment'), ('station', 'Station')], max_length=12, verbose_name='Kind')),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('is_active', models.BooleanField(default=True, verbose_name='Active')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='accounts.bureau')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.unit')),
            ],
            options={
                'ordering': ['bureau_id', 'name'],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'name'), name='accounts_unit_name_once_per_bureau')],
            },
        ),
        migrations.AddField(
            model_name='user',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='accounts.unit', verbose_name='Unit'),
        ),
        migrations.CreateModel(
            name='ApprovalRouteStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveSmallIntegerField(verbose_name='Step')),
                ('role', models.CharField(choices=[('inspector', 'Inspector'), ('unit_head', 'Unit head'), ('legal_reviewer', 'Legal reviewer'), ('bureau_head', 'Bureau head'), ('campaign_officer', 'Campaign officer'), ('auditor', 'Auditor'), ('system_administrator', 'System administrator'), ('security_administrator', 'Security administrator')], max_length=24, verbose_name='Role')),
                ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='accounts.approvalroute')),
            ],
            options={
                'ordering': ['route_id', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('route', 'seq'), name='accounts_route_step_once'), models.CheckConstraint(condition=models.Q(('seq__gte', 1), ('seq__lte', 4)), name='accounts_route_one_to_four_steps')],
            },
        ),
        migrations.AddConstraint(
            model_name='bureau',
            constraint=models.CheckConstraint(condition=models.Q(('active_to', None), ('active_to__gte', models.F('active_from')), _connector='OR'), name='accounts_bureau_active_period'),
        ),
        migrations.AddConstraint(
            model_name='bureau',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'subcentre'), _negated=True), models.Q(('may_measure', False), ('may_penalise', False)), _connector='OR'), name='accounts_bureau_subcentre_only_inspects'),
        ),
        migrations.AddIndex(
            model_name='share',
            index=models.Index(fields=['root_uuid', 'grade'], name='accounts_sh_root_uu_a5eafb_idx'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('disabled_on', None), ('is_active', True)), models.Q(('disabled_on__isnull', False), ('is_active', False)), _connector='OR'), name='accounts_user_active_iff_not_disabled'),
        ),
    ]
