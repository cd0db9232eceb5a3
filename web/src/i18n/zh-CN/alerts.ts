import type en from '../en/alerts'

const sentences: typeof en = {}

export default sentences
