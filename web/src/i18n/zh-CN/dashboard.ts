import type en from '../en/dashboard'

const sentences: typeof en = {}

export default sentences
