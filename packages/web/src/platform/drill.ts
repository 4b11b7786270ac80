/** The server says it in the page itself, so that it is known without network too. */
export const isDrillPage = (): boolean => typeof document !== 'undefined' && document.documentElement.dataset['drill'] !== undefined
