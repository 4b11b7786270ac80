// What an order for watch or emergency is drafted with in tests: everything it needs, invented.
export const ASSESSMENT = {
  processed: '姓名、住址、体温、通行记录',
  necessity: '演练需要核对进出人员；不收集与此无关的信息',
  risks: '通行记录可能暴露行踪',
  measures: '加密保存，按角色遮盖，到期销毁',
  assessedBy: '街道办事处法制岗',
  assessedOn: '2022-05-01',
}
export const WHOLE_ORDER = {
  posture: 'emergency',
  packId: 'covid-19',
  edition: '2022-06-28',
  legalBasis: '区指挥部令第1号',
  purpose: '疫情防控',
  until: '2022-06-30',
  assessment: ASSESSMENT,
}
