import type en from '../en/settings'

const sentences: typeof en = {}

export default sentences
