import type en from '../en/task'

const sentences: typeof en = {
  title: '任务',
}

export default sentences
