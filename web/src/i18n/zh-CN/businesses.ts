import type en from '../en/businesses'

const sentences: typeof en = {
  addTitle: '新增业务',
  editTitle: '编辑业务',
  notifier: { addTitle: '新增通知人', editTitle: '编辑通知人' },
}

export default sentences
