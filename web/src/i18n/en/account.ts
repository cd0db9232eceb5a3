export default {
  login: { title: 'Sign in' },
  setup: { title: 'Set your password' },
}
