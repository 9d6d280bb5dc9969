// Slack's list of people in, each of them handed on out; and whether that is all that there are.
import { listPages, type Listed, type Lister } from './pages.ts';
import { field } from '../domain/fields.ts';

export interface PeopleListOptions extends Lister {
  readonly found: (id: string, user: unknown) => void;
}

/** Never rejects. Those who have left say nothing any more, and their names may be another's: they are passed over. */
export const listPeople = ({ found, ...options }: PeopleListOptions): Promise<Listed> =>
  listPages({
    ...options,
    method: 'users.list',
    args: {},
    key: 'members',
    found: (id, user) => {
      if (field(user, 'deleted') !== true) found(id, user);
    },
  });
