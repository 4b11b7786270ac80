import { Progress } from 'antd'
import { useText } from '../../platform/text.ts'
import { tasksText } from './desk-text.ts'

const shareOf = ({ expected, done, excused }: { expected: number; done: number; excused: number }): number =>
  expected === 0 ? 100 : Math.floor(((done + excused) / expected) * 100)

/** Never rounded up: one missing home is not a hundred per cent. */
export function Share({ of }: { of: { expected: number; done: number; excused: number } }) {
  const t = useText(tasksText)
  return <Progress percent={shareOf(of)} size="small" strokeColor="#0b4f7d" format={(percent) => `${percent ?? 0}%`} aria-label={t('progress')} />
}
