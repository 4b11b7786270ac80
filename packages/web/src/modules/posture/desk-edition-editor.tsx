// 改一版: a file of an edition typed anew and checked while it is typed; what is wrong stands with its place, and an example that comes out otherwise is agreed to one by one.
import { ArrowLeftOutlined } from '@ant-design/icons'
import type { PACK_FILE_NAMES } from '@xiaomen/contract'
import type { Exemplified } from '@xiaomen/rules/packs'
import { Button, Form, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, PageHead, Problem, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import { useLang, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { CodeText } from './code-text.tsx'
import { type Checked, Differences, Problems, UnmetList, useFileName, Verdict } from './edition-checked.tsx'
import { editionText } from './edition-text.ts'
import { lineOfPlace } from './json-place.ts'
import type { Pack } from './pack-parts.tsx'
import { packFileWords } from './packs-text.ts'
import './packs.css'

type FileName = (typeof PACK_FILE_NAMES)[number]
/** By the name of the file, `control` or `examples/control`; only what was changed. */
type Typed = Record<string, string>
const CHECK_AFTER_MS = 600
const FILES = Object.keys(packFileWords) as FileName[]

const isExampleFile = (file: string) => file.startsWith('examples/')
const bare = (file: string) => file.slice('examples/'.length) as Exemplified
const originalOf = (pack: Pack, file: string): string =>
  isExampleFile(file) ? pack.exampleTexts[bare(file)] : JSON.stringify(pack.files[file as FileName], null, 2)
function changesOf(typed: Typed) {
  const entries = Object.entries(typed)
  return {
    files: Object.fromEntries(entries.filter(([file]) => !isExampleFile(file))) as Partial<Record<FileName, string>>,
    examples: Object.fromEntries(entries.filter(([file]) => isExampleFile(file)).map(([file, text]) => [bare(file), text])) as Partial<
      Record<Exemplified, string>
    >,
  }
}
/** Its expectation as it comes out now, a line for a line as it was. */
function rewritten(text: string, index: number, got: string): string {
  const lines = JSON.parse(text) as { expect: unknown }[]
  lines[index]!.expect = JSON.parse(got)
  return `[\n${lines.map((line) => `  ${JSON.stringify(line)}`).join(',\n')}\n]`
}

/** Agreed to since the last check: it need not be read twice. */
function isAgreed(typed: Typed, { file, index, got }: Checked['unmet'][number]): boolean {
  const text = typed[`examples/${file}`]
  if (text === undefined) return false
  try {
    return JSON.stringify((JSON.parse(text) as { expect: unknown }[])[index]?.expect) === got
  } catch {
    return false
  }
}

/** What was typed last, once the hands rest. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), CHECK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}

function FilePicker({ pack, file, typed, onPick }: { pack: Pack; file: string; typed: Typed; onPick: (file: string) => void }) {
  const t = useText(editionText)
  const name = useFileName()
  const option = (one: string) => ({ value: one, label: `${name(one)}${typed[one] === undefined ? '' : ` · ${t('changedMark')}`}` })
  return (
    <Select
      aria-label={t('file')}
      value={file}
      onChange={onPick}
      style={{ minWidth: 220 }}
      options={[
        { label: t('files'), options: FILES.map(option) },
        { label: t('exampleFiles'), options: Object.keys(pack.exampleTexts).map((one) => option(`examples/${one}`)) },
      ]}
    />
  )
}

function DraftForm({ pack, typed, isFit }: { pack: Pack; typed: Typed; isFit: boolean }) {
  const t = useText(editionText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [, go] = useLocation()
  const [form] = Form.useForm<{ areaId: string; note: string }>()
  // Its name is made once: pressed twice, it is drafted once.
  const [id] = useState(() => uuidv7())
  const draft = useDo('posture.draftEdition', { said: t('drafted'), alsoRefresh: ['approvals'] })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ areaId: current?.id }}
      onFinish={async (values) => {
        const drafted = await draft.run({ id, packId: pack.file.id, edition: pack.file.edition, ...changesOf(typed), ...values })
        if (drafted !== null) go('/packs/local')
      }}
    >
      <Form.Item name="areaId" label={t('area')} rules={required}>
        <AreaSelect deepest="compound" />
      </Form.Item>
      <Form.Item name="note" label={t('note')} rules={required}>
        <Input.TextArea rows={2} maxLength={300} showCount />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={!isFit} loading={draft.isBusy}>
        {t('draft')}
      </Button>
    </Form>
  )
}

function Answer({
  of,
  isChecking,
  onGo,
  onAgree,
}: {
  of: Checked
  isChecking: boolean
  onGo: (problem: Checked['problems'][number]) => void
  onAgree: (unmet: Checked['unmet'][number]) => void
}) {
  return (
    <>
      {!isChecking && <Verdict of={of} />}
      <Problems list={of.problems} onGo={onGo} />
      <UnmetList of={of} onAgree={onAgree} />
      {of.differences.length > 0 && <Differences list={of.differences} />}
    </>
  )
}

function Editor({ pack }: { pack: Pack }) {
  const t = useText(editionText)
  const fileName = useFileName()
  const [file, setFile] = useState('control')
  const [typed, setTyped] = useState<Typed>({})
  const [at, setAt] = useState<{ line: number } | null>(null)
  const rested = useRested(typed)
  const isTouched = Object.keys(typed).length > 0
  const checked = useQuery(
    'posture.checkEdition',
    { packId: pack.file.id, edition: pack.file.edition, ...changesOf(rested) },
    { enabled: Object.keys(rested).length > 0, keepPrevious: true },
  )
  const textOf = (one: string) => typed[one] ?? originalOf(pack, one)
  const write = (one: string, text: string) =>
    setTyped((before) => {
      const others = Object.entries(before).filter(([name]) => name !== one)
      return Object.fromEntries(text === originalOf(pack, one) ? others : [...others, [one, text]])
    })
  const isChecking = rested !== typed || checked.isFetching
  const answer = isTouched ? checked.data : undefined
  const toRead = answer === undefined ? undefined : { ...answer, unmet: answer.unmet.filter((one) => !isAgreed(typed, one)) }
  const isFit = !isChecking && answer !== undefined && answer.problems.length === 0 && answer.unmet.length === 0 && answer.differences.length > 0
  return (
    <>
      <section className="desk-panel pack" aria-label={t('title')}>
        <div className="desk-row desk-gap-below">
          <FilePicker pack={pack} file={file} typed={typed} onPick={setFile} />
          {typed[file] !== undefined && <Button onClick={() => write(file, originalOf(pack, file))}>{t('reset')}</Button>}
        </div>
        <CodeText key={file} value={textOf(file)} onChange={(text) => write(file, text)} label={t('text', { file: fileName(file) })} at={at} />
      </section>
      <section className="desk-panel pack pack-answer" aria-live="polite" aria-busy={isChecking}>
        {!isTouched && <p className="desk-quiet">{t('untouched')}</p>}
        {isTouched && isChecking && <p role="status">{t('checking')}</p>}
        {checked.error !== null && <Problem error={checked.error} onRetry={() => void checked.refetch()} />}
        {toRead !== undefined && (
          <Answer
            of={toRead}
            isChecking={isChecking}
            onGo={(problem) => {
              setFile(problem.file)
              const line = /line (\d+)/.exec(problem.detail ?? '')?.[1]
              setAt({ line: line === undefined ? lineOfPlace(textOf(problem.file), problem.path) : Number(line) })
            }}
            onAgree={({ file: of, index, got }) => write(`examples/${of}`, rewritten(textOf(`examples/${of}`), index, got))}
          />
        )}
      </section>
      <section className="desk-panel pack-answer">
        <DraftForm pack={pack} typed={typed} isFit={isFit} />
      </section>
    </>
  )
}

export function EditionEditor({ packId, edition }: { packId: string; edition: string }) {
  const t = useText(editionText)
  const lang = useLang()
  const [, go] = useLocation()
  const pack = useQuery('posture.getPack', { packId, edition })
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { pack: pack.data?.file[lang] ?? packId, edition })}>
        <Button icon={<ArrowLeftOutlined />} onClick={() => go(`/packs/${packId}/${edition}`)}>
          {t('back')}
        </Button>
      </PageHead>
      <Loaded of={pack} rows={10}>
        {(of) => <Editor pack={of} />}
      </Loaded>
    </>
  )
}
