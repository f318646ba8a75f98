import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('workbench', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('kind', models.CharField(choices=[('digest', 'Digest'), ('notice', 'Immediate notice'), ('test', 'Test')], max_length=8, verbose_name='Kind')),
                ('channel', models.CharField(choices=[('in_app', 'In YaoAn'), ('email', 'E-mail'), ('webhook', 'Webhook')], max_length=8, verbose_name='Channel')),
                ('on', models.DateField(verbose_name='Date')),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('uncertain', 'Uncertain'), ('dead', 'Not delivered')], default='waiting', max_length=10, verbose_name='State')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='Attempts')),
                ('unknown_outcomes', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='Next try')),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='Sent at')),
                ('reason', models.CharField(blank=True, choices=[('no_mail_server', 'No mail server is set. Set EMAIL_HOST, then retry.'), ('no_address', 'This person has no e-mail address. Enter one, then retry.'), ('account_closed', 'The account is disabled. Whoever took over is reminded from now on.'), ('channel_off', 'This channel was turned off before anything left.'), ('seal_broken', 'The stored secret cannot be read: the key has changed. Enter it again, then retry.'), ('mail_unreachable', 'The mail server cannot be reached.'), ('mail_refused', 'The mail server refused this e-mail.'), ('address_refused', 'The mail server does not accept this address. Correct it, then retry.'), ('name_unknown', "The webhook's host name is not known."), ('unreachable', "The webhook's server cannot be reached."), ('private', 'The webhook leads into a private network. Allow it in WEBHOOK_ALLOWED_HOSTS.'), ('redirected', 'The webhook sends on to another address, which is not followed. Enter that one.'), ('refused', 'The webhook refused this. Check address, token and secret.'), ('fault', "The webhook's server reports a fault of its own."), ('robot_refused', 'The group robot refused this. Check token and secret.'), ('no_answer', 'No answer came: it may have arrived.'), ('interrupted', 'Sending was interrupted: it may have arrived.')], max_length=20, verbose_name='Reason')),
                ('detail', models.CharField(blank=True, max_length=300, verbose_name='Answer of the other side')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Bureau')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel', 'in_app'), _negated=True), name='workbench_delivery_leaves_the_house'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='workbench_delivery_sent_at_iff_sent'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('next_try_at__isnull', False), _connector='OR'), name='workbench_delivery_waiting_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['dead', 'uncertain']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='workbench_delivery_given_up_says_why')],
            },
        ),
        migrations.CreateModel(
            name='DeliveryLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('in_app', 'In YaoAn'), ('email', 'E-mail'), ('webhook', 'Webhook')], max_length=8)),
                ('at_once', models.BooleanField(default=False)),
                ('not_before', models.DateTimeField()),
                ('last_on', models.DateField(blank=True, null=True)),
                ('topic', models.CharField(blank=True, max_length=100)),
                ('withdrawn', models.BooleanField(default=False)),
                ('delivery', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='workbench.delivery')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='workbench.message')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('message', 'channel'), name='workbench_line_once_per_channel')],
            },
        ),
        migrations.CreateModel(
            name='PersonChannels',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('email_on', models.BooleanField(default=False, verbose_name='By e-mail as well')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['user_id'],
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('form', models.CharField(choices=[('plain', 'Own system (signed JSON)'), ('dingtalk', 'DingTalk group robot'), ('wecom', 'WeCom group robot'), ('feishu', 'Feishu group robot')], max_length=10, verbose_name='Kind')),
                ('address', models.URLField(max_length=300, verbose_name='Address')),
                ('token_sealed', models.TextField(blank=True)),
                ('secret_sealed', models.TextField(blank=True)),
                ('is_on', models.BooleanField(default=False, verbose_name='In use')),
                ('bureau', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='webhook', to='accounts.bureau', verbose_name='Bureau')),
            ],
            options={
                'ordering': ['bureau_id'],
            },
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'uncertain'])), fields=['next_try_at'], name='workbench_delivery_to_try'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['recipient', 'channel', 'on'], name='workbench_d_recipie_c7a205_idx'),
        ),
        migrations.AddIndex(
            model_name='deliveryline',
            index=models.Index(condition=models.Q(('delivery', None), ('withdrawn', False)), fields=['recipient', 'channel', 'not_before'], name='workbench_line_to_bundle'),
        ),
    ]
