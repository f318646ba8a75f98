import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('deadlines', '0002_suspensions_and_extensions'),
    ]

    operations = [
        migrations.CreateModel(
            name='LadderSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('family', models.CharField(max_length=12, unique=True, verbose_name='Kind of limit')),
                ('before', models.JSONField(verbose_name='Reminded before the end')),
                ('heads_after', models.PositiveSmallIntegerField(verbose_name='Heads told after (working days)')),
                ('above_after', models.PositiveSmallIntegerField(verbose_name='Bureau above told after (working days)')),
                ('province_after', models.PositiveSmallIntegerField(verbose_name='Province told after (working days)')),
                ('basis', models.CharField(max_length=200, verbose_name='Basis')),
            ],
            options={
                'ordering': ['family'],
                'constraints': [models.CheckConstraint(condition=models.Q(('heads_after__lt', models.F('above_after')), ('above_after__lt', models.F('province_after'))), name='deadlines_ladder_climbs')],
            },
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('name', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.RemoveIndex(
            model_name='clock',
            name='deadlines_c_state_3b40da_idx',
        ),
        migrations.AlterField(
            model_name='reminder',
            name='rung',
            field=models.CharField(choices=[('t-30', '30 days before'), ('t-20', '20 days before'), ('t-15', '15 days before'), ('t-10', '10 days before'), ('t-7', '7 days before'), ('t-5', '5 days before'), ('t-3', '3 days before'), ('t-2', '2 days before'), ('t-1', '1 day before'), ('t', 'Due today'), ('h-start', 'Hours began to run'), ('h-24', '24 hours before'), ('h-12', '12 hours before'), ('h-8', '8 hours before'), ('h-4', '4 hours before'), ('h-2', '2 hours before'), ('h-1', '1 hour before'), ('overdue', 'Overdue'), ('overdue-heads', 'Overdue: heads told'), ('overdue-above', 'Overdue: bureau above told'), ('overdue-province', 'Overdue: province told')], max_length=24, verbose_name='Rung'),
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(condition=models.Q(('silent', False), ('state', 'running')), fields=['next_look_on', 'id'], name='deadlines_clock_to_look_at'),
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(condition=models.Q(('due_at__isnull', False), ('silent', False), ('state', 'running')), fields=['due_at'], name='deadlines_clock_hours_running'),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(fields=['message_uuid'], name='deadlines_r_message_45ec5c_idx'),
        ),
    ]
