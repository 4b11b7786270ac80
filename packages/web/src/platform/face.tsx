// How every face starts.
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles.css'
import { ErrorBoundary } from './parts.tsx'

/** `worksOffline` installs the service worker, so that the page opens with the server switched off. */
export function mountFace(face: ReactNode, { worksOffline = false }: { worksOffline?: boolean } = {}): void {
  createRoot(document.getElementById('face')!).render(
    <ErrorBoundary>{face}</ErrorBoundary>,
  )
  if (worksOffline && import.meta.env.PROD && 'serviceWorker' in navigator) {
    window.addEventListener('load', () => { navigator.serviceWorker.register('/sw.js').catch(() => null) })
  }
}
