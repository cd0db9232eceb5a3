export default {
  addTitle: 'Add a task',
  editTitle: 'Edit the task',
}
