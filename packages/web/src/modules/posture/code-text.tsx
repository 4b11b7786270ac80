// A text of JSON to be typed, with its lines numbered; as tall as the text, in a frame that scrolls.
import { useEffect, useRef } from 'react'

const LINE_PX = 20

export function CodeText({
  value,
  onChange,
  label,
  at,
}: {
  value: string
  onChange: (text: string) => void
  label: string
  /** Line to show, and when it was asked for. */ at: { line: number } | null
}) {
  const frame = useRef<HTMLDivElement>(null)
  const count = value.split('\n').length
  useEffect(() => {
    if (at !== null) frame.current?.scrollTo({ top: Math.max(0, (at.line - 4) * LINE_PX) })
  }, [at])
  return (
    <div className="pack-code" ref={frame}>
      <pre className="pack-code-lines" aria-hidden="true">
        {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
      </pre>
      <textarea
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        style={{ height: count * LINE_PX + 24 }}
        spellCheck={false}
        autoComplete="off"
        wrap="off"
      />
    </div>
  )
}
