export default {
  title: 'Task',
}
