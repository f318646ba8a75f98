import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrainingPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('title', models.CharField(max_length=200, verbose_name='Course')),
                ('provider', models.CharField(blank=True, max_length=100, verbose_name='Provider')),
                ('hours', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='Hours')),
                ('due_on', models.DateField(verbose_name='To be taken by')),
                ('content', models.TextField(blank=True, verbose_name='Content')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau', verbose_name='Bureau')),
            ],
            options={
                'ordering': ['-due_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='accounts_training_plan_hours_positive'), models.UniqueConstraint(fields=('bureau', 'title', 'due_on'), name='accounts_training_plan_once')],
            },
        ),
        migrations.CreateModel(
            name='TrainingPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_places', to=settings.AUTH_USER_MODEL)),
                ('record', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='place', to='accounts.trainingrecord')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='accounts.trainingplan')),
            ],
            options={
                'ordering': ['plan_id', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'officer'), name='accounts_training_place_once')],
            },
        ),
    ]
