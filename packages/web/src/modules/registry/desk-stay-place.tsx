// One place of stay: who is there, who has left; several leave in one act, and an empty place is closed.
import { Button, Checkbox, Drawer, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { HomeDrawer } from './desk-home.tsx'
import { AddStayers } from './desk-stay-add.tsx'
import { stayPlaceWords, staysText } from './desk-stays-text.ts'

type Place = Out<'registry.getStayPlace'>
type Stayer = Place['stayers'][number]

export function StayPlaceDrawer({ homeId, onClose }: { homeId: string; onClose: () => void }) {
  const t = useText(staysText)
  const place = useQuery('registry.getStayPlace', { homeId })
  return (
    <Drawer open size={Math.min(640, window.innerWidth)} title={place.data?.place ?? t('title')} onClose={onClose}>
      <Loaded of={place} rows={8}>
        {(data) => <Body place={data} />}
      </Loaded>
    </Drawer>
  )
}

function Body({ place }: { place: Place }) {
  const t = useText(staysText)
  const word = useWord()
  const { placeOf } = useAreas()
  const [doing, setDoing] = useState<'add' | 'leave' | 'close' | null>(null)
  const [homeId, setHomeId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const here = place.stayers.filter((one) => one.until === null)
  const gone = place.stayers.filter((one) => one.until !== null)
  const free = here.filter((one) => one.isHeld !== true)
  const leaving = free.filter((one) => chosen.has(one.residencyId))
  const mayAct = place.mayEdit && place.closedOn === null
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <div className="desk-stack">
      <p>
        {placeOf(place)} · {word(stayPlaceWords[place.kind])} · {t('since')} {place.openedOn}
        {place.closedOn !== null && ` · ${t('closedOn', { day: place.closedOn })}`} · <strong>{t('peopleNow', { n: place.people })}</strong>
      </p>
      <div className="desk-row">
        {mayAct && (
          <Button type="primary" onClick={() => setDoing('add')}>
            {t('addMore')}
          </Button>
        )}
        {mayAct && <Button onClick={() => setDoing('close')}>{t('close')}</Button>}
        <Button onClick={() => setHomeId(place.homeId)}>{t('home')}</Button>
      </div>
      {here.length === 0 ? (
        <Nothing says={t('none')} />
      ) : (
        <>
          {mayAct && (
            <div className="desk-row">
              <Checkbox
                checked={leaving.length > 0 && leaving.length === free.length}
                indeterminate={leaving.length > 0 && leaving.length < free.length}
                disabled={free.length === 0}
                onChange={(event) => setChosen(new Set(event.target.checked ? free.map((one) => one.residencyId) : []))}
              >
                {t('all')}
              </Checkbox>
              <Button disabled={leaving.length === 0} onClick={() => setDoing('leave')}>
                {leaving.length === 0 ? t('leave') : t('leaveN', { n: leaving.length })}
              </Button>
            </div>
          )}
          {mayAct && free.length < here.length && <p className="desk-note">{t('heldHint')}</p>}
          <ul className="desk-list">
            {here.map((one) => (
              <li key={one.residencyId}>
                {mayAct ? (
                  <Checkbox
                    checked={chosen.has(one.residencyId) && one.isHeld !== true}
                    disabled={one.isHeld === true}
                    onChange={(event) => choose(one.residencyId, event.target.checked)}
                  >
                    <Words of={one} />
                  </Checkbox>
                ) : (
                  <div>
                    <Words of={one} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {gone.length > 0 && (
        <section aria-label={t('left')}>
          <h3>{t('left')}</h3>
          <ul className="desk-list">
            {gone.map((one) => (
              <li key={one.residencyId}>
                <div>
                  <Words of={one} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {doing === 'add' && <AddStayers at={place} onClose={() => setDoing(null)} />}
      {doing === 'leave' && (
        <LeaveDialog
          place={place}
          leaving={leaving}
          onClose={() => {
            setDoing(null)
            setChosen(new Set())
          }}
        />
      )}
      {doing === 'close' && <CloseDialog place={place} onClose={() => setDoing(null)} />}
      <HomeDrawer homeId={homeId} onClose={() => setHomeId(null)} onGo={setHomeId} />
    </div>
  )
}

function Words({ of }: { of: Stayer }) {
  const t = useText(staysText)
  const more = [of.plate, of.whereFrom, of.employer].filter((word) => word !== null)
  return (
    <>
      <strong>{of.name ?? t('notForYou')}</strong> {of.isHeld === true && <Tag color="orange">! {t('held')}</Tag>}
      <br />
      <span className="desk-quiet">
        {[of.phone, of.document].filter((word) => word !== null).join(' · ')}{' '}
        {of.until === null ? t('sinceDay', { day: of.from }) : t('leftOn', { from: of.from, until: of.until })}
        {of.whereTo !== null && ` · ${t('toward', { place: of.whereTo })}`}
        {more.length > 0 && (
          <>
            <br />
            {more.join(' · ')}
          </>
        )}
      </span>
    </>
  )
}

function LeaveDialog({ place, leaving, onClose }: { place: Place; leaving: readonly Stayer[]; onClose: () => void }) {
  const t = useText(staysText)
  const [on, setOn] = useState(today())
  const [whereTo, setWhereTo] = useState('')
  const end = useDo('registry.endStays', { said: t('leaveDone'), alsoRefresh: ['tasks', 'sweeps'] })
  const go = async () => {
    const residencyIds = leaving.map((one) => one.residencyId)
    if ((await end.run({ homeId: place.homeId, residencyIds, on, whereTo: whereTo.trim() === '' ? null : whereTo.trim() })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={t('leaveN', { n: leaving.length })}
      okText={t('leave')}
      cancelText={t('cancel')}
      confirmLoading={end.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      <Form layout="vertical">
        <Form.Item label={t('leaveOn')} htmlFor="stay-left-on">
          <DayInput id="stay-left-on" value={on} latest={today()} onChange={(day) => setOn(day ?? today())} />
        </Form.Item>
        <Form.Item label={t('whereTo')} htmlFor="stay-where-to">
          <Input id="stay-where-to" maxLength={100} autoComplete="off" value={whereTo} onChange={(event) => setWhereTo(event.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function CloseDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const t = useText(staysText)
  const [on, setOn] = useState(today())
  const close = useDo('registry.closeStayPlace', { said: t('closed') })
  const isBlocked = place.people > 0
  const go = async () => {
    if ((await close.run({ homeId: place.homeId, version: place.version, on })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('close')}: ${place.place}`}
      okText={t('close')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: isBlocked }}
      confirmLoading={close.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      {isBlocked ? (
        <p role="alert">✕ {t('closeBlocked', { n: place.people })}</p>
      ) : (
        <>
          <p className="desk-note">{t('closeLead')}</p>
          <DayInput aria-label={t('closeOn')} value={on} earliest={place.openedOn} latest={today()} onChange={(day) => setOn(day ?? today())} />
        </>
      )}
    </Modal>
  )
}
