// What somebody signed in with, as people call it, read from what the browser says of itself.

export interface Device {
  browser: string
  system: string
}

// The first that fits counts: nearly everybody also calls itself Safari and Chrome.
const browsers: [string, RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['WeChat', /\bMicroMessenger\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome|Chromium)\//],
  ['Safari', /\bVersion\/.*\bSafari\//],
  ['curl', /^curl\//],
  ['Wget', /^Wget\//i],
  ['Python', /^python/i],
]
const systems: [string, RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['HarmonyOS', /\bHarmonyOS\b|\bOpenHarmony\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
]

const first = (from: [string, RegExp][], agent: string) => from.find(([, like]) => like.test(agent))?.[0] ?? ''

export const deviceOf = (agent: string): Device => ({
  browser: first(browsers, agent),
  system: first(systems, agent),
})
