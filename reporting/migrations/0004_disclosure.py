
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_draws'),
        ('enforcement', '0003_draws'),
        ('reporting', '0003_annual_forms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('confidential', models.BooleanField(default=False, verbose_name='Confidential')),
                ('root_kind', models.CharField(editable=False, max_length=32)),
                ('root_uuid', models.UUIDField(db_index=True, editable=False)),
                ('status', models.CharField(choices=[('prepared', 'Prepared'), ('held', 'Held back'), ('released', 'Made public'), ('repair_asked', 'Credit repair asked for'), ('repair_accepted', 'Credit repair under review'), ('repaired', 'Credit repair granted'), ('withdrawn', 'Withdrawn'), ('expired', 'Display ended')], default='prepared', max_length=16, verbose_name='Status')),
                ('values', models.JSONField(default=dict)),
                ('supplied', models.JSONField(default=dict)),
                ('prepared_on', models.DateField(verbose_name='Prepared on')),
                ('hold_reason', models.CharField(blank=True, choices=[('no_penalty', 'No penalty was imposed'), ('first_offence', 'First offence let off without penalty'), ('simple', 'Decided on the spot'), ('only_warning', 'Nothing but a warning'), ('revoked', 'The decision was revoked or found unlawful'), ('minor', 'The party is a minor'), ('state_secret', 'State secrets'), ('security', 'National, public or economic security, social stability'), ('trade_secret', 'Trade secrets that cannot be masked'), ('privacy', 'Personal privacy that cannot be masked')], max_length=16, verbose_name='Held back because')),
                ('hold_note', models.TextField(blank=True, verbose_name='Note')),
                ('released_on', models.DateField(blank=True, null=True, verbose_name='Made public on')),
                ('display_rule', models.CharField(blank=True, editable=False, max_length=64)),
                ('display_until', models.DateField(blank=True, null=True, verbose_name='Shown until')),
                ('withdraw_ground', models.CharField(blank=True, choices=[('changed', 'The decision was amended'), ('revoked', 'The decision was revoked'), ('unlawful', 'The decision was found unlawful or void'), ('inaccurate', 'What was published is inaccurate')], max_length=12, verbose_name='Withdrawn because')),
                ('withdraw_reason', models.TextField(blank=True, verbose_name='Reason of the withdrawal')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='Withdrawn on')),
                ('changes_known_to', models.DateField(blank=True, editable=False, null=True)),
                ('repair_asked_on', models.DateField(blank=True, null=True, verbose_name='Credit repair asked for on')),
                ('repair_grounds', models.TextField(blank=True, verbose_name='What the party shows')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='Display ended on')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Bureau')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='disclosure', to='enforcement.decision')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unit', verbose_name='Unit')),
            ],
            options={
                'ordering': ['-prepared_on', '-id'],
                'indexes': [models.Index(fields=['status', 'released_on'], name='reporting_d_status_bbb0ec_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'held'), models.Q(('hold_reason', ''), _negated=True)), models.Q(models.Q(('status', 'held'), _negated=True), ('hold_reason', '')), _connector='OR'), name='reporting_disclosure_held_iff_reason'), models.CheckConstraint(condition=models.Q(models.Q(('released_by', None), ('released_on', None)), models.Q(('released_by__isnull', False), ('released_on__isnull', False)), _connector='OR'), name='reporting_disclosure_released_by_and_on'), models.CheckConstraint(condition=models.Q(models.Q(('released_on', None), ('status__in', ['prepared', 'held'])), models.Q(models.Q(('status__in', ['prepared', 'held']), _negated=True), ('released_on__isnull', False)), _connector='OR'), name='reporting_disclosure_public_only_released'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), ('withdrawn_on__isnull', False), models.Q(('withdraw_reason', ''), _negated=True), models.Q(('withdraw_ground', ''), _negated=True)), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdraw_ground', ''), ('withdrawn_on', None)), _connector='OR'), name='reporting_disclosure_withdrawn_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('status', 'expired')), models.Q(models.Q(('status', 'expired'), _negated=True), ('ended_on', None)), _connector='OR'), name='reporting_disclosure_ended_iff_expired'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['repair_asked', 'repair_accepted', 'repaired']), _negated=True), ('repair_asked_on__isnull', False), _connector='OR'), name='reporting_disclosure_repair_asked')],
            },
        ),
    ]
