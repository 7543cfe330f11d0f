import { z } from 'zod';

/** 哨源: who or what blew the whistle. */
export const CaseSource = z.enum(['ai', 'staff', 'resident', 'delegate', 'hotline', 'sensor', 'drone']);
export type CaseSource = z.infer<typeof CaseSource>;

/**
 * 上报 → 受理 → 派遣 → 签收 → 到场 → 反馈 → 核查 → 结案 → 评价; beside the road 确权中 and 挂起, and as other ends
 * 不予受理, 作废 and 并案.
 */
export const CaseState = z.enum([
  'reported',
  'accepted',
  'refused',
  'dispatched',
  'disputed',
  'received',
  'on-site',
  'feedback',
  'checked',
  'suspended',
  'closed',
  'rated',
  'cancelled',
  'merged',
]);
export type CaseState = z.infer<typeof CaseState>;

/** Who has the case in hand, from the bottom up: 微网格 → 网格 → 社区/村 → 街道/乡镇 → 区县 → 部门负责人. */
export const CaseLevel = z.enum(['micro-grid', 'grid', 'community', 'street', 'county', 'department']);
export type CaseLevel = z.infer<typeof CaseLevel>;

export const Rating = z.enum(['satisfied', 'so-so', 'not']);
export type Rating = z.infer<typeof Rating>;
