import type en from '../en/tasks'

const sentences: typeof en = {
  addTitle: '新增任务',
  editTitle: '编辑任务',
}

export default sentences
