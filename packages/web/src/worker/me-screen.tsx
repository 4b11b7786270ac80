import { useEffect, useState } from 'react'
import { roleWords, useWord } from '../desk/words.ts'
import { sayErrorCode } from '../platform/errors-text.ts'
import { Notice, SizeSwitch } from '../platform/parts.tsx'
import { discardRefused, exportUnsent, listOutbox, send, tryRefusedAgain, useOutbox } from '../platform/queue.ts'
import type { Waiting } from '../platform/queue.ts'
import { LangSwitch } from '../platform/lang-switch.tsx'
import { useSession } from '../platform/session.tsx'
import { ChangePassword } from '../platform/sign-in.tsx'
import { showMoment, useText } from '../platform/text.ts'
import { faceWords } from './text.ts'

export function MeScreen() {
  const t = useText(faceWords)
  const word = useWord()
  const { me, signOut } = useSession()
  const { waiting } = useOutbox()
  const [changes, setChanges] = useState(false)
  if (changes) return <ChangePassword onDone={() => setChanges(false)} />
  return (
    <section className="stack">
      <h1>{me.name}</h1>
      <div className="card stack-tight">
        <p>
          {t('account')}：{me.login}
        </p>
        <p>
          {t('role')}：{me.grants.map((grant) => `${word(roleWords[grant.role])} · ${grant.areaName}`).join('；')}
        </p>
        {me.covers.map((cover) => (
          <p key={cover.id}>{t(cover.side === 'absent' ? 'coveredBy' : 'coversFor', { name: cover.otherName, from: cover.from, until: cover.until })}</p>
        ))}
      </div>
      <OutboxCard />
      <div className="card stack">
        <h2>{t('size')}</h2>
        <SizeSwitch />
      </div>
      <div className="card row spread">
        <h2>{t('language')}</h2>
        <LangSwitch isSignedIn />
      </div>
      <button onClick={() => setChanges(true)}>{t('password')}</button>
      <button onClick={() => void signOut()}>{t('signOut')}</button>
      {waiting > 0 && <Notice tone="warn">{t('signOutWaiting', { count: waiting })}</Notice>}
    </section>
  )
}

function OutboxCard() {
  const t = useText(faceWords)
  const outbox = useOutbox()
  const [rows, setRows] = useState<Waiting[]>([])
  const [isSure, setSure] = useState(false)
  useEffect(() => {
    void listOutbox().then((all) => setRows(all.filter((row) => row.isOwn && row.refused !== null)))
  }, [outbox])
  const isEmpty = outbox.waiting + outbox.refused + outbox.others === 0
  return (
    <div className="card stack">
      <h2>{t('outbox')}</h2>
      {isEmpty ? (
        <p>✓ {t('empty')}</p>
      ) : (
        <>
          <p>
            {t('waiting', { count: outbox.waiting })}
            {outbox.others > 0 && (
              <>
                <br />
                {t('others', { count: outbox.others })}
              </>
            )}
          </p>
          {outbox.trouble !== null && outbox.waiting > 0 && <p className="quiet">{t('trouble', { why: sayErrorCode(outbox.trouble) })}</p>}
          {outbox.refused > 0 && (
            <p>
              <b>{t('refused', { count: outbox.refused })}</b>
            </p>
          )}
          <ul className="dues">
            {rows.map((row) => (
              <li key={row.id}>
                {t('made', { time: showMoment(new Date(row.madeAt)) })}：{sayErrorCode(row.refused ?? '')}
              </li>
            ))}
          </ul>
          <div className="row">
            {outbox.waiting > 0 && (
              <button className="primary" disabled={outbox.isSending} onClick={send}>
                {t('sendNow')}
              </button>
            )}
            {outbox.refused > 0 && <button onClick={() => void tryRefusedAgain()}>{t('again')}</button>}
            {outbox.waiting + outbox.refused > 0 && <button onClick={() => void exportUnsent()}>{t('export')}</button>}
            {outbox.refused > 0 && !isSure && (
              <button className="plain" onClick={() => setSure(true)}>
                {t('discard')}
              </button>
            )}
          </div>
          {isSure && (
            <div className="stack">
              <p>{t('discardSure')}</p>
              <div className="row">
                <button
                  onClick={() => {
                    setSure(false)
                    void discardRefused()
                  }}
                >
                  {t('yes')}
                </button>
                <button onClick={() => setSure(false)}>{t('cancel')}</button>
              </div>
            </div>
          )}
          <p className="quiet">{t('exportHint')}</p>
        </>
      )}
      <p className="quiet">{t('safe')}</p>
    </div>
  )
}
