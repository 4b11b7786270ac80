import { useEffect } from 'react'

/** What the tab and the history say, in the language of the page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}
