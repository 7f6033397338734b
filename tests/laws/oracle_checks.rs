//! The oracle against closed forms.
