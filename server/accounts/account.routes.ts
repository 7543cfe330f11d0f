import type { Request, Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import type { Accounts } from './open-accounts.ts';
import { tokenOf } from './session-cookie.ts';

/** Administration of people and departments, and one's own account. */
export function accountRoutes(router: Router, { people, departments, own, sessions }: Accounts): void {
  serve(router, 'accounts', ({ query }) => people.list(query));
  serve(router, 'places', () => people.places());
  serve(router, 'createAccount', async ({ body, actor, response }) => {
    const made = await people.create(body, actor);
    response.status(201);
    return made;
  });
  serve(router, 'changeAccount', ({ params, body, actor }) => people.change(params.id, body, actor));
  serve(router, 'disableAccount', ({ params, actor }) => people.disable(params.id, actor));
  serve(router, 'enableAccount', ({ params, actor }) => people.enable(params.id, actor));
  serve(router, 'lockAccount', ({ params, actor }) => people.lock(params.id, actor));
  serve(router, 'unlockAccount', ({ params, actor }) => people.unlock(params.id, actor));
  serve(router, 'resetPassword', ({ params, actor }) => people.resetPassword(params.id, actor));
  serve(router, 'resetSecondFactor', ({ params, actor }) => people.resetSecondFactor(params.id, actor));
  serve(router, 'accountSessions', ({ params }) => people.sessions(params.id));
  serve(router, 'endAccountSessions', async ({ params, actor }) => {
    await people.endSessions(params.id, undefined, actor);
    return {};
  });
  serve(router, 'endAccountSession', async ({ params, actor }) => {
    await people.endSessions(params.id, params.sessionId, actor);
    return {};
  });

  serve(router, 'managedDepartments', () => departments.list());
  serve(router, 'createDepartment', async ({ body, actor, response }) => {
    const made = await departments.create(body, actor);
    response.status(201);
    return made;
  });
  serve(router, 'changeDepartment', ({ params, body, actor }) =>
    departments.rename(params.code, body, actor),
  );
  serve(router, 'retireDepartment', ({ params, actor }) => departments.retire(params.code, actor));
  serve(router, 'restoreDepartment', ({ params, actor }) => departments.restore(params.code, actor));

  serve(router, 'passwordRules', () => own.passwordRules());
  serve(router, 'changePassword', async ({ body, actor, request }) => {
    const token = ownToken(request);
    await own.changePassword(actor, body, token);
    const user = await sessions.find(token);
    if (!user) throw new Problem('not-signed-in', 'This session has ended');
    return user;
  });
  serve(router, 'secondFactor', ({ actor }) => own.secondFactor(actor));
  serve(router, 'setUpSecondFactor', ({ body, actor }) => own.setUpSecondFactor(actor, body.password));
  serve(router, 'confirmSecondFactor', ({ body, actor }) => own.confirmSecondFactor(actor, body.code));
  serve(router, 'dropSecondFactor', ({ body, actor }) => own.dropSecondFactor(actor, body.password));
  serve(router, 'newRecoveryCodes', ({ body, actor }) => own.newRecoveryCodes(actor, body.password));
  serve(router, 'mySessions', ({ actor, request }) => own.mySessions(actor, ownToken(request)));
  serve(router, 'endMySession', async ({ params, actor }) => {
    await own.endMySession(actor, params.id);
    return {};
  });
}

function ownToken(request: Request): string {
  const token = tokenOf(request.headers.cookie);
  if (!token) throw new Problem('not-signed-in', 'Sign in first: POST /api/session');
  return token;
}
