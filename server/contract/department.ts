import { z } from 'zod';

/** 职能部门: whom cases are sent to. */
export const Department = z.object({ code: z.string(), name: z.string(), nameEn: z.string() });
export type Department = z.infer<typeof Department>;
export const DepartmentList = z.object({ items: z.array(Department) });
export type DepartmentList = z.infer<typeof DepartmentList>;
