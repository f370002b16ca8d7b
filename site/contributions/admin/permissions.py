"""Who may open which contribution in the admin, told to Wagtail in its own terms."""

from wagtail.permission_policies.base import BasePermissionPolicy

from contributions.models import MODERATE


class ModerationPolicy(BasePermissionPolicy):
    """Moderators see and decide about rows within their scopes; nobody adds or deletes any."""

    actions = frozenset({"change", "view"})

    def user_has_permission(self, user, action):
        """Whether this person moderates anything at all."""
        return action in self.actions and user.is_active and user.has_perm(MODERATE)

    def user_has_permission_for_instance(self, user, action, instance):
        """Whether this row lies within one of the person's scopes."""
        return self.user_has_permission(user, action) and (
            self.model.objects.for_moderator(user).filter(pk=instance.pk).exists()
        )

    def instances_user_has_any_permission_for(self, user, actions):
        """Return the rows within the person's scopes."""
        if self.user_has_any_permission(user, actions):
            return self.model.objects.for_moderator(user)
        return self.model.objects.none()
