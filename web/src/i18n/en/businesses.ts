export default {
  addTitle: 'Add a business',
  editTitle: 'Edit the business',
  notifier: { addTitle: 'Add a notifier', editTitle: 'Edit the notifier' },
}
