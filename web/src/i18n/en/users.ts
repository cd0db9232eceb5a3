export default {
  addTitle: 'Add a user',
  editTitle: 'Edit the user',
  permissionsTitle: 'Business permissions',
}
