// Telling of news where nothing else of the live pages is loaded: for the resident face, which does without the hooks' library.

/** Calls back whenever the server tells of an event of this word. @returns what ends it */
export function hearOf(word: string, tell: () => void): () => void {
  const source = typeof EventSource === 'undefined' ? null : new EventSource('/api/live')
  source?.addEventListener('message', (message: MessageEvent<string>) => {
    if ((JSON.parse(message.data) as { word: string }).word === word) tell()
  })
  return () => source?.close()
}
