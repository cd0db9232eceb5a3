// Loaded into npm where Node is older than the pages' tools want (Debian 12). npm leaves out
// optional packages that do not fit the Node it runs on; but what it installs runs on the Node that
// it brings along (devDependencies.node in web/package.json), so that is the one to judge by.
const { devDependencies } = require('../web/package.json')

Object.defineProperty(process, 'version', { value: `v${devDependencies.node}` })
