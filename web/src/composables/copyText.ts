// Puts text on the clipboard.

/** Where the page has no secure context there is no clipboard; the old way still works. */
function copyByHand(text: string) {
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export async function copyText(text: string) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyByHand(text)
  }
}
