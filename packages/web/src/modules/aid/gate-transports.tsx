// 急救转运 on the guard's phone, from the list that is kept there, so with the network down too: which building, which vehicle, let them through.
import { useEffect, useState } from 'react'
import { useText } from '../../platform/text.ts'
import { transportsHere } from '../gate/decide-here.ts'
import type { GateList } from '../gate/offline-list.ts'
import './aid.css'
import { gateTransportWords } from './gate-text.ts'

const LOOK_AGAIN_MS = 30_000

export function TransportsHere({ list }: { list: GateList }) {
  const t = useText(gateTransportWords)
  const [, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((turn) => turn + 1), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return transportsHere(list, Date.now()).map((one) => (
    <p key={one.id} className="aid-here" role="status">
      <span aria-hidden="true">✚</span> {[t('title'), one.building, one.plate, t('letPass')].filter((part) => part !== null && part !== '').join(' · ')}
    </p>
  ))
}
