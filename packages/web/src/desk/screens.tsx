// The screens of the desk: where, for whom, and in which group of the sidebar. A screen is loaded when it is first opened.
import {
  AlertOutlined,
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  CheckSquareOutlined,
  ClusterOutlined,
  CompassOutlined,
  EnvironmentOutlined,
  ExperimentOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  HeartOutlined,
  HomeOutlined,
  ImportOutlined,
  LockOutlined,
  LoginOutlined,
  MedicineBoxOutlined,
  MergeOutlined,
  OrderedListOutlined,
  SafetyOutlined,
  ShopOutlined,
  SwapOutlined,
  TableOutlined,
  TeamOutlined,
  UnlockOutlined,
} from '@ant-design/icons'
import { type ComponentType, lazy, type ReactNode } from 'react'
import { deskText } from './text.ts'

export type ScreenKey =
  | 'daily'
  | 'postings'
  | 'tasks'
  | 'sweeps'
  | 'approvals'
  | 'care'
  | 'answerability'
  | 'ledger'
  | 'landlords'
  | 'enterprises'
  | 'stays'
  | 'duplicates'
  | 'import'
  | 'queries'
  | 'areas'
  | 'gates'
  | 'checklists'
  | 'patrols'
  | 'doors'
  | 'risk'
  | 'zones'
  | 'cases'
  | 'control'
  | 'arrivals'
  | 'aid'
  | 'testing'
  | 'foreign'
  | 'leads'
  | 'tracing'
  | 'occupations'
  | 'sites'
  | 'screening'
  | 'lab'
  | 'pools'
  | 'antigen'
  | 'seals'
  | 'status'
  | 'posture'
  | 'packs'
  | 'accounts'
  | 'audit'
type TextKey = keyof (typeof deskText)['zh']
export type Screen = { key: ScreenKey; group: TextKey; icon: ReactNode; permissions: readonly string[]; Page: ComponentType }

const page = <M extends string>(load: () => Promise<Record<M, ComponentType>>, name: M) => lazy(async () => ({ default: (await load())[name] }))

export const screens: readonly Screen[] = [
  {
    key: 'daily',
    group: 'groupToday',
    icon: <CheckSquareOutlined />,
    permissions: ['daily.read'],
    Page: page(() => import('../modules/daily/desk-daily.tsx'), 'DailyPage'),
  },
  {
    key: 'postings',
    group: 'groupToday',
    icon: <FileDoneOutlined />,
    permissions: ['daily.read'],
    Page: page(() => import('../modules/daily/desk-postings.tsx'), 'PostingsPage'),
  },
  {
    key: 'tasks',
    group: 'groupToday',
    icon: <OrderedListOutlined />,
    permissions: ['tasks.read'],
    Page: page(() => import('../modules/tasks/desk-tasks.tsx'), 'TasksPage'),
  },
  {
    key: 'leads',
    group: 'groupToday',
    icon: <OrderedListOutlined />,
    permissions: ['leads.read'],
    Page: page(() => import('../modules/leads/desk-leads.tsx'), 'LeadsPage'),
  },
  {
    key: 'approvals',
    group: 'groupToday',
    icon: <FileProtectOutlined />,
    permissions: ['approvals.read'],
    Page: page(() => import('../modules/approvals/desk-waiting.tsx'), 'WaitingPage'),
  },
  {
    key: 'lab',
    group: 'groupToday',
    icon: <ExperimentOutlined />,
    permissions: ['lab.report'],
    Page: page(() => import('../modules/lab/desk-lab.tsx'), 'LabPage'),
  },
  {
    key: 'sweeps',
    group: 'groupToday',
    icon: <HomeOutlined />,
    permissions: ['sweeps.read'],
    Page: page(() => import('../modules/sweeps/desk-sweeps.tsx'), 'SweepsPage'),
  },
  {
    key: 'care',
    group: 'groupToday',
    icon: <HeartOutlined />,
    permissions: ['care.read', 'care.count'],
    Page: page(() => import('../modules/care/desk-care.tsx'), 'CarePage'),
  },
  {
    key: 'answerability',
    group: 'groupToday',
    icon: <TeamOutlined />,
    permissions: ['answerability.read'],
    Page: page(() => import('../modules/answerability/desk-answerability.tsx'), 'AnswerabilityPage'),
  },
  {
    key: 'ledger',
    group: 'groupLedger',
    icon: <BankOutlined />,
    permissions: ['registry.chart', 'registry.read'],
    Page: page(() => import('../modules/registry/desk-ledger.tsx'), 'LedgerPage'),
  },
  {
    key: 'landlords',
    group: 'groupLedger',
    icon: <HomeOutlined />,
    permissions: ['registry.edit'],
    Page: page(() => import('../modules/registry/desk-landlords.tsx'), 'LandlordsPage'),
  },
  {
    key: 'enterprises',
    group: 'groupLedger',
    icon: <ShopOutlined />,
    permissions: ['registry.enterprises'],
    Page: page(() => import('../modules/registry/desk-enterprises.tsx'), 'EnterprisesPage'),
  },
  {
    key: 'stays',
    group: 'groupLedger',
    icon: <EnvironmentOutlined />,
    permissions: ['registry.read'],
    Page: page(() => import('../modules/registry/desk-stays.tsx'), 'StaysPage'),
  },
  {
    key: 'duplicates',
    group: 'groupLedger',
    icon: <MergeOutlined />,
    permissions: ['registry.duplicates'],
    Page: page(() => import('../modules/registry/desk-duplicates.tsx'), 'DuplicatesPage'),
  },
  {
    key: 'import',
    group: 'groupLedger',
    icon: <ImportOutlined />,
    permissions: ['registry.import'],
    Page: page(() => import('../modules/registry/desk-import.tsx'), 'ImportPage'),
  },
  {
    key: 'queries',
    group: 'groupLedger',
    icon: <TableOutlined />,
    permissions: ['queries.read', 'queries.approve'],
    Page: page(() => import('../modules/queries/desk-queries.tsx'), 'QueriesPage'),
  },
  {
    key: 'areas',
    group: 'groupLedger',
    icon: <ClusterOutlined />,
    permissions: ['areas.read'],
    Page: page(() => import('../modules/areas/desk-areas.tsx'), 'AreasPage'),
  },
  {
    key: 'gates',
    group: 'groupGate',
    icon: <LoginOutlined />,
    permissions: ['gate.manage', 'gate.resolve', 'gate.read', 'gate.keys'],
    Page: page(() => import('../modules/gate/desk-gates.tsx'), 'GatesPage'),
  },
  {
    key: 'checklists',
    group: 'groupGate',
    icon: <FileProtectOutlined />,
    permissions: ['checklists.read'],
    Page: page(() => import('../modules/checklists/desk-checks.tsx'), 'ChecksPage'),
  },
  {
    key: 'patrols',
    group: 'groupGate',
    icon: <CompassOutlined />,
    permissions: ['patrols.read'],
    Page: page(() => import('../modules/patrols/desk-patrols.tsx'), 'PatrolsPage'),
  },
  {
    key: 'doors',
    group: 'groupGate',
    icon: <UnlockOutlined />,
    permissions: ['doors.read'],
    Page: page(() => import('../modules/doors/desk-doors.tsx'), 'DoorsPage'),
  },
  {
    key: 'risk',
    group: 'groupGate',
    icon: <EnvironmentOutlined />,
    permissions: ['risk.manage', 'risk.read'],
    Page: page(() => import('../modules/risk/desk-risk.tsx'), 'RiskPage'),
  },
  {
    key: 'zones',
    group: 'groupGate',
    icon: <ClusterOutlined />,
    permissions: ['zones.read'],
    Page: page(() => import('../modules/zones/desk-zones.tsx'), 'ZonesPage'),
  },
  {
    key: 'status',
    group: 'groupGate',
    icon: <AlertOutlined />,
    permissions: ['status.alerts'],
    Page: page(() => import('../modules/status/desk-status.tsx'), 'StatusPage'),
  },
  {
    key: 'cases',
    group: 'groupGate',
    icon: <MedicineBoxOutlined />,
    permissions: ['control.read'],
    Page: page(() => import('../modules/control/desk-cases.tsx'), 'CasesPage'),
  },
  {
    key: 'control',
    group: 'groupGate',
    icon: <SafetyOutlined />,
    permissions: ['control.read'],
    Page: page(() => import('../modules/control/desk-control.tsx'), 'ControlPage'),
  },
  {
    key: 'arrivals',
    group: 'groupGate',
    icon: <LoginOutlined />,
    permissions: ['arrivals.read'],
    Page: page(() => import('../modules/arrivals/desk-arrivals.tsx'), 'ArrivalsPage'),
  },
  {
    key: 'aid',
    group: 'groupGate',
    icon: <MedicineBoxOutlined />,
    permissions: ['aid.read'],
    Page: page(() => import('../modules/aid/desk-aid.tsx'), 'AidPage'),
  },
  {
    key: 'testing',
    group: 'groupGate',
    icon: <ExperimentOutlined />,
    permissions: ['testing.read'],
    Page: page(() => import('../modules/testing/desk-testing.tsx'), 'TestingPage'),
  },
  {
    key: 'pools',
    group: 'groupGate',
    icon: <AlertOutlined />,
    permissions: ['lab.read'],
    Page: page(() => import('../modules/lab/desk-pools.tsx'), 'PoolsPage'),
  },
  {
    key: 'tracing',
    group: 'groupGate',
    icon: <ClusterOutlined />,
    permissions: ['tracing.read'],
    Page: page(() => import('../modules/tracing/desk-tracing.tsx'), 'TracingPage'),
  },
  {
    key: 'foreign',
    group: 'groupGate',
    icon: <FileProtectOutlined />,
    permissions: ['foreign.read'],
    Page: page(() => import('../modules/foreign/desk-foreign.tsx'), 'ForeignPage'),
  },
  {
    key: 'occupations',
    group: 'groupGate',
    icon: <ShopOutlined />,
    permissions: ['occupations.read'],
    Page: page(() => import('../modules/occupations/desk-occupations.tsx'), 'OccupationsPage'),
  },
  {
    key: 'sites',
    group: 'groupGate',
    icon: <BankOutlined />,
    permissions: ['sites.read'],
    Page: page(() => import('../modules/sites/desk-sites.tsx'), 'SitesPage'),
  },
  {
    key: 'antigen',
    group: 'groupGate',
    icon: <MedicineBoxOutlined />,
    permissions: ['antigen.read'],
    Page: page(() => import('../modules/antigen/desk-antigen.tsx'), 'AntigenPage'),
  },
  {
    key: 'seals',
    group: 'groupGate',
    icon: <LockOutlined />,
    permissions: ['seals.read'],
    Page: page(() => import('../modules/seals/desk-seals.tsx'), 'SealsPage'),
  },
  {
    key: 'screening',
    group: 'groupGovern',
    icon: <MedicineBoxOutlined />,
    permissions: ['screening.read'],
    Page: page(() => import('../modules/screening/desk-screening.tsx'), 'ScreeningPage'),
  },
  {
    key: 'posture',
    group: 'groupGovern',
    icon: <SwapOutlined />,
    permissions: ['posture.read'],
    Page: page(() => import('../modules/posture/desk-posture.tsx'), 'PosturePage'),
  },
  {
    key: 'packs',
    group: 'groupGovern',
    icon: <BookOutlined />,
    permissions: ['posture.read'],
    Page: page(() => import('../modules/posture/desk-packs.tsx'), 'PacksPage'),
  },
  {
    key: 'accounts',
    group: 'groupGovern',
    icon: <SafetyOutlined />,
    permissions: ['access.manage'],
    Page: page(() => import('../modules/access/desk-accounts.tsx'), 'AccountsPage'),
  },
  {
    key: 'audit',
    group: 'groupGovern',
    icon: <AuditOutlined />,
    permissions: ['privacy.audit'],
    Page: page(() => import('../modules/privacy/desk-audit.tsx'), 'AuditPage'),
  },
]
