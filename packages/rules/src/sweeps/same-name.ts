/** Two writings of one name: capitals, spaces and dots of any kind make no difference. */
export const sameName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•・.'’-]/gu, '')
