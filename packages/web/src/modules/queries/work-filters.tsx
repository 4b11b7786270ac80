// Which obligation or sweep a list is of: chosen from those of the working area, or all that are open.
import { Select } from 'antd'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { queriesText } from './desk-text.ts'

type Props = { areaId: string; value: string | undefined; onChange: (id: string | undefined) => void }
type Choice = { id: string; says: string; isOver: boolean }

function OneOf({ label, choices, value, onChange }: Omit<Props, 'areaId'> & { label: string; choices: Choice[] | undefined }) {
  const t = useText(queriesText)
  const options = (choices ?? []).map(({ id, says, isOver }) => ({ value: id, label: isOver ? t('isOver', { says }) : says }))
  // Kept with a layout and out of reach here: it says so, instead of showing an id.
  if (value !== undefined && choices !== undefined && !choices.some(({ id }) => id === value)) options.push({ value, label: t('notHere') })
  return (
    <label className="query-field">
      <span>{label}</span>
      <Select
        aria-label={label}
        value={value !== undefined && choices === undefined ? '' : (value ?? '')}
        loading={choices === undefined}
        options={[{ value: '', label: t('allOpen') }, ...options]}
        onChange={(id) => onChange(id === '' ? undefined : id)}
      />
    </label>
  )
}

export function ObligationSelect({ areaId, ...rest }: Props) {
  const t = useText(queriesText)
  const asked = useQuery('tasks.listObligations', { areaId })
  const choices = asked.data?.map(({ id, title, dueOn, state }) => ({ id, says: `${title} · ${dueOn}`, isOver: state === 'closed' }))
  return <OneOf label={t('filterObligation')} choices={choices} {...rest} />
}
export function SweepSelect({ areaId, ...rest }: Props) {
  const t = useText(queriesText)
  const asked = useQuery('sweeps.listSweeps', { areaId })
  const choices = asked.data?.map(({ id, name, dueOn, state }) => ({ id, says: `${name} · ${dueOn}`, isOver: state === 'closed' }))
  return <OneOf label={t('filterSweep')} choices={choices} {...rest} />
}
