import type { Role } from '@concordance/shared/identity/schema';

/** A person of the demonstration. All of them are invented. */
export interface SamplePerson {
  readonly key: 'lead' | 'researcher1' | 'researcher2' | 'observer';
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The lead also looks after the server, so that its pages can be seen. */
  readonly administrator: boolean;
}

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  { key: 'lead', email: 'lead@demo.test', name: 'Дәурен Қожахметұлы', role: 'lead', administrator: true },
  { key: 'researcher1', email: 'researcher1@demo.test', name: 'Ирина Ковалёва', role: 'researcher', administrator: false },
  { key: 'researcher2', email: 'researcher2@demo.test', name: 'Madina Ospanova', role: 'researcher', administrator: false },
  { key: 'observer', email: 'observer@demo.test', name: 'Thomas Hale', role: 'observer', administrator: false },
];
