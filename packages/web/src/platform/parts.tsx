// The few parts that the resident and worker faces share. The desk has antd.
import { Component, useId } from 'react'
import type { ErrorInfo, ReactElement, ReactNode } from 'react'
import { cloneElement } from 'react'
import { sessionWords } from './session-text.ts'
import { SIZES, setSize, useSize } from './size.ts'
import { say, useText } from './text.ts'

type InputProps = { id?: string; 'aria-describedby'?: string | undefined }
export function Field({ label, hint, children }: { label: string; hint?: string; children: ReactElement<InputProps> }) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, 'aria-describedby': hint === undefined ? undefined : hintId })}
      {hint !== undefined && (
        <p className="quiet" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  )
}

const SIGNS = { info: 'ℹ', warn: '⚠', error: '✕', done: '✓' } as const
export function Notice({ tone = 'info', children }: { tone?: keyof typeof SIGNS; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'error' || tone === 'warn' ? 'alert' : 'status'}>
      <span aria-hidden="true">{SIGNS[tone]}</span>
      <div>{children}</div>
    </div>
  )
}

export function SizeSwitch() {
  const t = useText(sessionWords)
  const size = useSize()
  return (
    <div className="segments" role="group" aria-label={t('size')}>
      {SIZES.map((one) => (
        <button key={one} type="button" aria-pressed={one === size} onClick={() => setSize(one)} className={`size-${one}`}>
          {t(one)}
        </button>
      ))}
    </div>
  )
}

export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override componentDidCatch(_error: Error, _info: ErrorInfo) {
    // Nothing is sent anywhere: a stack may hold what was on the screen.
  }
  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <main className="page narrow">
        <h1>{say(sessionWords, 'broken')}</h1>
        <Notice tone="error">{say(sessionWords, 'brokenWhy')}</Notice>
        <button className="primary" onClick={() => location.reload()}>
          {say(sessionWords, 'reload')}
        </button>
      </main>
    )
  }
}
