import { DATA_CLASSES, type DataClass, ROLES, type Role } from '@xiaomen/rules/access'
import { Form, Select, Tag } from 'antd'
import { useEffect } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { classWords, roleWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import './desk-access.css'
import { accountsText } from './desk-text.ts'
import { usePermissionName } from './desk-permissions.ts'
import { PlaceSelect, placeOf } from './desk-place-select.tsx'
import { RealHome } from './desk-real-home.tsx'
import { SightSign } from './desk-sight.tsx'

export type GrantValues = { role: Role; place: string; dataClasses?: DataClass[]; from: string; until?: string | null }
export const toGrant = (values: GrantValues) => ({
  role: values.role,
  ...placeOf(values.place),
  dataClasses: values.dataClasses === undefined || values.dataClasses.length === 0 ? null : values.dataClasses,
  from: values.from,
  until: values.until ?? null,
})

/** Role × area × classes × dates; `role` and `place` feed the preview beneath. */
export function GrantFields() {
  const t = useText(accountsText)
  const d = useText(deskText)
  const word = useWord()
  const required = [{ required: true, message: d('required') }]
  const form = Form.useFormInstance<GrantValues>()
  const { current } = useAreas()
  const currentId = current?.id
  // The dialog may open before the areas have come: its first values were read without one.
  useEffect(() => {
    if (currentId !== undefined && form.getFieldValue('place') === undefined) form.setFieldValue('place', currentId)
  }, [currentId, form])
  return (
    <>
      <div className="desk-pair">
        <Form.Item name="role" label={t('role')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={ROLES.map((role) => ({ value: role, label: word(roleWords[role]) }))} />
        </Form.Item>
        <Form.Item name="place" label={t('area')} rules={required}>
          <PlaceSelect />
        </Form.Item>
      </div>
      <Form.Item name="dataClasses" label={t('classes')} extra={t('classesHelp')}>
        <Select mode="multiple" placeholder={t('allClasses')} options={DATA_CLASSES.map((one) => ({ value: one, label: word(classWords[one]) }))} />
      </Form.Item>
      <div className="desk-pair">
        <Form.Item name="from" label={t('from')} rules={required}>
          <DayInput />
        </Form.Item>
        <Form.Item name="until" label={t('until')}>
          <DayInput allowClear placeholder={t('noEnd')} />
        </Form.Item>
      </div>
    </>
  )
}

/** What will this person see: asked of the server, drawn through the same mask as the real thing. */
export function GrantPreview({ role, place, dataClasses }: { role: Role | undefined; place: string | undefined; dataClasses: DataClass[] | undefined }) {
  const t = useText(accountsText)
  const word = useWord()
  const nameOf = usePermissionName()
  const isReady = role !== undefined && place !== undefined
  const preview = useQuery(
    'access.previewView',
    { role: role ?? 'guard', ...placeOf(place ?? ''), dataClasses: dataClasses === undefined || dataClasses.length === 0 ? null : dataClasses },
    { enabled: isReady, keepPrevious: true },
  )
  return (
    <section className="desk-preview" aria-label={t('preview')} aria-live="polite">
      <h3>{t('preview')}</h3>
      {!isReady ? (
        <p className="desk-quiet">{t('previewHint')}</p>
      ) : (
        <Loaded of={preview} rows={3}>
          {(seen) => (
            <>
              <p>
                {seen.areaName}: {t('previewAreas', { areas: seen.areas, homes: seen.homes })}
              </p>
              <table>
                <caption>{t('previewSample')}</caption>
                <tbody>
                  {DATA_CLASSES.map((one) => (
                    <tr key={one}>
                      <th scope="row">{word(classWords[one])}</th>
                      <td>
                        <SightSign sight={seen.sight[one]} />
                      </td>
                      <td className="desk-mono">
                        {one === 'name' || one === 'phone' || one === 'document' || one === 'door' ? (seen.sample[one] ?? '—') : ''}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {role !== undefined && place !== undefined && (
                <RealHome role={role} place={place} dataClasses={dataClasses === undefined || dataClasses.length === 0 ? null : dataClasses} />
              )}
              <p className="desk-quiet">{t('previewMay', { n: seen.permissions.length })}</p>
              <p>{seen.permissions.length === 0 ? t('previewNone') : seen.permissions.map((one) => <Tag key={one}>{nameOf(one)}</Tag>)}</p>
            </>
          )}
        </Loaded>
      )}
    </section>
  )
}
