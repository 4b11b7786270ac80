// How a kit is used and read, drawn: no word of it has to be read, and each has its words beside it.
import type { ReactNode } from 'react'
import type { AntigenResult } from '@xiaomen/rules/antigen'

const LINE = { stroke: '#22303a', strokeWidth: 3, fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const
const PALE = '#dbe7ef'
const SKIN = '#f1d9c4'

export const GUIDE = ['wash', 'swab', 'stir', 'drop', 'read'] as const
export type GuideStep = (typeof GUIDE)[number]

const DRAWN: Record<GuideStep, ReactNode> = {
  wash: (
    <>
      <path d="M60 14v16M60 30q0 8 8 8h6" {...LINE} />
      <path className="antigen-falls" d="M74 44v4M66 46v4M82 46v4" stroke="#0b4f7d" strokeWidth="3" strokeLinecap="round" />
      <path className="antigen-rubs" d="M28 74q16-16 34-10l22-4q8 0 8 8t-10 9l-18 3q-18 6-36-6z" {...LINE} fill={SKIN} />
    </>
  ),
  swab: (
    <>
      <circle cx="52" cy="44" r="30" {...LINE} fill={SKIN} />
      <path d="M76 40l10 12-10 4" {...LINE} fill={SKIN} />
      <path d="M40 36h6M60 36h6M48 66q8 4 14-2" {...LINE} />
      <g className="antigen-goes-in">
        <path d="M112 76L78 52" stroke="#0b4f7d" strokeWidth="4" strokeLinecap="round" />
        <path d="M84 56l-7-5" stroke="#22303a" strokeWidth="9" strokeLinecap="round" />
      </g>
    </>
  ),
  stir: (
    <>
      <path d="M48 30v44q0 14 12 14t12-14V30z" {...LINE} fill={PALE} />
      <path d="M49 60h22" stroke="#0b4f7d" strokeWidth="3" />
      <g className="antigen-stirs">
        <path d="M80 8L60 76" stroke="#0b4f7d" strokeWidth="4" strokeLinecap="round" />
        <path d="M62 66l-3 10" stroke="#22303a" strokeWidth="9" strokeLinecap="round" />
      </g>
      <path d="M36 22q-10 8-4 20m-8-6l8 8 8-8" {...LINE} />
    </>
  ),
  drop: (
    <>
      <rect x="18" y="64" width="84" height="22" rx="6" {...LINE} fill="#fff" />
      <circle cx="34" cy="75" r="5" {...LINE} />
      <rect x="56" y="70" width="34" height="10" rx="3" {...LINE} />
      <path d="M26 8h16v18l-5 10h-6l-5-10z" {...LINE} fill={PALE} />
      <path className="antigen-falls" d="M34 42v4M34 52v4" stroke="#0b4f7d" strokeWidth="5" strokeLinecap="round" />
    </>
  ),
  read: (
    <>
      <circle cx="34" cy="32" r="22" {...LINE} fill={PALE} />
      <path className="antigen-ticks" d="M34 18v14l10 6" {...LINE} />
      <rect x="18" y="64" width="84" height="22" rx="6" {...LINE} fill="#fff" />
      <path className="antigen-shows" d="M62 68v14M80 68v14" stroke="#b3261e" strokeWidth="4" />
      <path d="M70 50q12-16 28 0-14 16-28 0z" {...LINE} />
      <circle cx="84" cy="50" r="4" fill="#22303a" />
    </>
  ),
}

export const StepPicture = ({ step }: { step: GuideStep }) => (
  <svg viewBox="0 0 120 96" aria-hidden="true">
    {DRAWN[step]}
  </svg>
)

/** The window of the card: C is there or the test is invalid, T beside it is positive. */
export const StripPicture = ({ result }: { result: AntigenResult }) => (
  <svg className="antigen-strip" viewBox="0 0 70 30" aria-hidden="true">
    <rect x="2" y="2" width="66" height="26" rx="5" stroke="#22303a" strokeWidth="2" fill="#fff" />
    <text x="8" y="20" fontSize="11" fill="#22303a">
      C
    </text>
    <text x="54" y="20" fontSize="11" fill="#22303a">
      T
    </text>
    {result !== 'invalid' && <path d="M26 7v16" stroke="#b3261e" strokeWidth="4" />}
    {result === 'positive' && <path d="M44 7v16" stroke="#b3261e" strokeWidth="4" />}
  </svg>
)
