// Made by `npm run generate` from lib/http/openapi.json. Do not edit.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether cronmon answers and writes down what it is told
         * @description In JSON for who accepts it, else `ok` or what is wrong.
         */
        get: operations["showHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What cronmon itself does, in the text format of Prometheus
         * @description Tasks and alerts are counted as far as the caller sees them; the rest is the server's.
         */
        get: operations["showMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["showDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asking */
        get: operations["showSession"];
        put?: never;
        /**
         * Sign in
         * @description 401 with the field `code`: the password was right, and the second factor is missing or wrong.
         */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a password, with the secret of a set-up link, and sign in
         * @description Ends all other sessions. A link is good for a day, and once.
         */
        post: operations["setUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s own sessions */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere */
        delete: operations["endSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a session. */
                session: components["parameters"]["Session"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one’s own sessions */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit one’s own profile */
        patch: operations["editAccount"];
        trace?: never;
    };
    "/api/cronmon/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one’s own password
         * @description Ends all sessions and opens a new one.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/account/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Turn the second factor on */
        put: operations["saveTotp"];
        /** A secret for a second factor */
        post: operations["proposeTotp"];
        /** Turn the second factor off */
        delete: operations["removeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users */
        get: operations["listUsers"];
        put?: never;
        /** Add a user */
        post: operations["addUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        /** A user */
        get: operations["showUser"];
        put?: never;
        post?: never;
        /**
         * Remove a user
         * @description With their sessions and tokens. The last enabled admin stays.
         */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Edit a user
         * @description The last enabled admin stays one.
         */
        patch: operations["editUser"];
        trace?: never;
    };
    "/api/cronmon/v1/users/{user}/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        get?: never;
        /** Say which businesses a user sees */
        put: operations["setPermissions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/users/{user}/businesses/{business}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        get?: never;
        /** Let a user see a business */
        put: operations["grantBusiness"];
        post?: never;
        /** Let a user not see a business any more */
        delete: operations["revokeBusiness"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/users/{user}/setup-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link with which a user chooses a password */
        post: operations["addSetupLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/users/{user}/password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Give a user another password
         * @description Ends their sessions.
         */
        put: operations["resetPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/users/{user}/api-password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        get?: never;
        /** Give a user another API password */
        put: operations["resetApiPassword"];
        post?: never;
        /** Take a user’s API password away */
        delete: operations["clearApiPassword"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/users/{user}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a user’s second factor away */
        delete: operations["clearTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/users/{user}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        /** A user’s sessions */
        get: operations["listSessionsOf"];
        put?: never;
        post?: never;
        /** End all of a user’s sessions */
        delete: operations["endSessionsOf"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One’s own tokens
         * @description An admin sees everybody’s.
         */
        get: operations["listTokens"];
        put?: never;
        /** Make a token */
        post: operations["addToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a token. */
                token: components["parameters"]["Token"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token */
        delete: operations["removeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/businesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Businesses */
        get: operations["listBusinesses"];
        put?: never;
        /** Add a business */
        post: operations["addBusiness"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/businesses/{business}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        /** A business */
        get: operations["showBusiness"];
        put?: never;
        post?: never;
        /** Remove a business with its tasks */
        delete: operations["removeBusiness"];
        options?: never;
        head?: never;
        /** Edit, enable or disable a business */
        patch: operations["editBusiness"];
        trace?: never;
    };
    "/api/cronmon/v1/businesses/{business}/notifiers/{notifier}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        get?: never;
        /** Tell a notifier about a business */
        put: operations["assignNotifier"];
        post?: never;
        /** Tell a notifier about a business no more */
        delete: operations["unassignNotifier"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/businesses/{business}/ping-key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new key for ping URLs by slug; the old one is good no more */
        post: operations["renewPingKey"];
        /** No ping URLs by slug any more */
        delete: operations["removePingKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/businesses/{business}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        /**
         * The keys that programs ask the management API of Healthchecks with
         * @description At most one that may write and one that may only read.
         */
        get: operations["listCheckKeys"];
        put?: never;
        /**
         * Make a key; the one before it that may the same is good no more
         * @description Not with a token.
         */
        post: operations["addCheckKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/businesses/{business}/keys/{may}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
                /** @description What the key may. */
                may: components["schemas"]["KeyMay"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key */
        delete: operations["removeCheckKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told about which business */
        get: operations["listAssignments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/notifiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notifiers */
        get: operations["listNotifiers"];
        put?: never;
        /** Add a notifier */
        post: operations["addNotifier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/notifiers/{notifier}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        /** A notifier */
        get: operations["showNotifier"];
        put?: never;
        post?: never;
        /** Remove a notifier */
        delete: operations["removeNotifier"];
        options?: never;
        head?: never;
        /** Edit, enable or disable a notifier */
        patch: operations["editNotifier"];
        trace?: never;
    };
    "/api/cronmon/v1/notifiers/{notifier}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a notifier a test letter at once */
        post: operations["testNotifier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks */
        get: operations["listTasks"];
        put?: never;
        /** Add a task */
        post: operations["addTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        /** A task */
        get: operations["showTask"];
        put?: never;
        post?: never;
        /** Remove a task with its log */
        delete: operations["removeTask"];
        options?: never;
        head?: never;
        /** Edit a task */
        patch: operations["editTask"];
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a task */
        post: operations["pauseTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a task
         * @description 409 while its business is disabled.
         */
        post: operations["resumeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        /** The way from a task’s name to its ping */
        get: operations["findPing"];
        put?: never;
        /** The same for a ping with a body */
        post: operations["findPingByPost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/pings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A ping that was kept on its way, with its own time
         * @description A down that it makes untrue is taken back. 409: it is known already.
         */
        post: operations["tellLatePing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}/log": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        /** What a task has said */
        get: operations["showLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}/log/{ping}/body": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
                /** @description Id of a ping. */
                ping: components["parameters"]["Ping"];
            };
            cookie?: never;
        };
        /** The body of a ping */
        get: operations["showPingBody"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}/flips": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        /**
         * When a task’s state changed
         * @description Without `length` 50 of them.
         */
        get: operations["listFlips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}/report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        /** How long a task was down, this month and the two before */
        get: operations["showReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/tasks/{task}/suspicions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        /**
         * What looks wrong with a task although each of its pings is in order
         * @description Judged from the newest 100 rows of its log. Nothing is said before there are enough of them; a run by hand is outvoted.
         */
        get: operations["listSuspicions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/strips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last runs of some tasks, and those that were missed
         * @description Tasks that there are not, or not for whoever asks, are left out.
         */
        get: operations["listStrips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a schedule means, and when it comes
         * @description Exactly one of `cron`, `every` and `calendar` is given.
         */
        get: operations["previewSchedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names of time zones */
        get: operations["listZones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/alerts/{alert}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an alert. */
                alert: components["parameters"]["Alert"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try to deliver an alert at once
         * @description 409 for one that was delivered already.
         */
        post: operations["retryAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/blind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When cronmon itself was not listening */
        get: operations["listBlindTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings */
        get: operations["listSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/settings/{setting}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of a setting, such as smtp.host. */
                setting: components["parameters"]["Setting"];
            };
            cookie?: never;
        };
        /** A setting */
        get: operations["showSetting"];
        /** Change a setting */
        put: operations["saveSetting"];
        post?: never;
        /** Give a setting its default again */
        delete: operations["resetSetting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The options that this process was started with */
        get: operations["listOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make businesses, notifiers, assignments, tasks and settings as one document says
         * @description All of it is done in one transaction, or nothing is. An entry says all about its thing: a field that is not there has its default. A part that is not there is left alone, and so is what a part does not name, unless it is pruned.
         */
        post: operations["configure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How it stands with the backups that the server makes by itself */
        get: operations["showBackup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test letter to an address at once */
        post: operations["testMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, from where */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The numbers of the first page */
        get: operations["showDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has changed since the caller asked last */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look at everything that this server depends on
         * @description Folder, disk, clock, writer, database, mail server and more. Takes seconds; nothing is changed.
         */
        get: operations["examine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/upgrade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which process serves, and how it stands with another in its place
         * @description Only by the socket in the data folder: elsewhere it answers 403.
         */
        get: operations["showUpgrade"];
        put?: never;
        /**
         * Put another program in the place of the running one
         * @description Sockets and data are handed over, and no ping is refused. Only by the socket in the data folder: elsewhere it answers 403. Whether it came up is told by GET: then another process answers.
         */
        post: operations["upgrade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cronmon/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this server is */
        get: operations["showAbout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/monlink/{uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a task. */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        /** Say that a task has run */
        get: operations["ping"];
        /** The same with a body */
        put: operations["pingByPut"];
        /** The same with a body, such as the end of a log */
        post: operations["pingByPost"];
        delete?: never;
        options?: never;
        /** The same without an answer’s body */
        head: operations["pingByHead"];
        patch?: never;
        trace?: never;
    };
    "/api/v1.0/tasks/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tasks, page by page
         * @description For programs that were written for the original cronmon.
         */
        get: operations["listOriginalTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1.0/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tasks by business, UUID or name
         * @description For programs that were written for the original cronmon. Exactly one parameter is given.
         */
        get: operations["findOriginalTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Format: int64
         * @description Milliseconds since 1970-01-01T00:00:00Z.
         */
        Time: number;
        /**
         * Format: int64
         * @description A Time; null: there is none.
         */
        TimeOrNull: number | null;
        /** Format: int64 */
        Id: number;
        /** Format: int64 */
        Count: number;
        /** @description The same in both languages. */
        Sentence: {
            en: string;
            zh: string;
        };
        /** @enum {string} */
        Language: "zh" | "en";
        /**
         * @description An admin sees and changes everything, a manager manages tasks and assignments of their businesses, a reader looks at them.
         * @enum {string}
         */
        Role: "admin" | "manager" | "reader";
        /**
         * @description What a token may do of what its user may: look, everything, or only learn where to ping.
         * @enum {string}
         */
        Scope: "read" | "write" | "ping";
        /**
         * @description Late: a run is owed, and its grace has not passed yet.
         * @enum {string}
         */
        TaskState: "new" | "up" | "late" | "down" | "paused";
        /** @enum {string} */
        StoredState: "new" | "up" | "down" | "paused";
        /** @enum {string} */
        ScheduleKind: "every" | "cron" | "calendar";
        /**
         * @description Ignored: written down, but told not to count.
         * @enum {string}
         */
        PingKind: "success" | "start" | "fail" | "log" | "ignored";
        /**
         * @description Ok, fail, start, log and ignored: what a ping said. Missed: a run that did not come. Excused: nor did this, but nobody was listening. Paused: nor did this, and nobody waited for it.
         * @enum {string}
         */
        RunOutcome: "ok" | "fail" | "start" | "log" | "ignored" | "missed" | "excused" | "paused";
        /**
         * @description Zone: runs are off by whole hours. Early: they come too early to answer their slot. Fast: they take much less than before. New address: they come from where none came before. Two hosts: each slot is run from several addresses.
         * @enum {string}
         */
        SuspicionKind: "zone" | "early" | "fast" | "new_address" | "two_hosts";
        /** @enum {string} */
        PingMethod: "GET" | "HEAD" | "POST" | "PUT";
        /**
         * @description Missed: nothing came. Failed: the job said so. Overran: a run took too long. Too fast: one took suspiciously little. Late news: it came late what a job had said in time.
         * @enum {string}
         */
        FlipReason: "ping" | "missed" | "pause" | "resume" | "failed" | "overran" | "too_fast" | "late_news";
        /**
         * @description Failed: given up, after a day of trying or because nobody may be told any more.
         * @enum {string}
         */
        AlertStatus: "owed" | "sent" | "failed";
        /** @enum {string} */
        ChannelKind: "email";
        /** @enum {string} */
        BlindReason: "stop" | "upgrade" | "crash" | "restore" | "suspend" | "clock" | "stall" | "store";
        /** @enum {string} */
        OptionOrigin: "default" | "file" | "environment" | "flag";
        /**
         * @description A kind of thing that changes.
         * @enum {string}
         */
        Topic: "businesses" | "notifiers" | "assignments" | "tasks" | "pings" | "alerts" | "blind" | "users" | "sessions" | "tokens" | "settings" | "audit";
        /** @enum {string} */
        ProblemCode: "invalid" | "usage" | "not_found" | "conflict" | "stale" | "unknown_caller" | "throttled" | "forbidden" | "busy" | "unreachable";
        /** @description Why a request was refused (RFC 9457), in the language of whoever asks. A program branches on `code`, or on `status` where there is none. */
        Problem: {
            /** @constant */
            type: "about:blank";
            title: string;
            status: number;
            /** @description One sentence that names the field and the value. */
            detail: string;
            code?: components["schemas"]["ProblemCode"];
            /** @description What the sentence is about: a field of the body, a parameter, or a noun. */
            field?: string;
        };
        /** @description What is there no more. */
        Removed: {
            id: components["schemas"]["Id"];
            name: string;
        };
        Health: {
            ok: boolean;
            /** @description null: all is well */
            reason: string | null;
            /** @description false: the last commit failed */
            writing: boolean;
            /** @description since the writer moved last */
            since_round_ms: components["schemas"]["Count"];
            /** @description pings that wait to be written */
            inbox: components["schemas"]["Count"];
            tasks: components["schemas"]["Count"];
        };
        SignIn: {
            user: string;
            password: string;
            /** @description of the second factor, or a recovery code */
            code?: string | null;
            /** @description true: for 7 days, even if the browser is closed */
            remember?: boolean | null;
        };
        SetUp: {
            /** @description the one in the link */
            secret: string;
            password: components["schemas"]["NewPassword"];
        };
        NewPassword: string;
        /** @description A user as they are told about themselves. */
        Account: {
            id: components["schemas"]["Id"];
            name: string;
            email: string | null;
            phone: string | null;
            role: components["schemas"]["Role"];
            /** @description true for every admin */
            all_businesses: boolean;
            /** @description names of those that were granted */
            businesses: string[];
            enabled: boolean;
            lang: components["schemas"]["Language"];
            /** @description the name for Basic authentication */
            api_name: string | null;
            has_password: boolean;
            has_api_password: boolean;
            has_totp: boolean;
            /** @description until when the set-up link is good */
            setup_until_ms: components["schemas"]["TimeOrNull"];
            created_ms: components["schemas"]["Time"];
            last_login_ms: components["schemas"]["TimeOrNull"];
            /**
             * @description how they came in
             * @enum {string}
             */
            way: "session" | "token" | "basic";
            scope: components["schemas"]["Scope"];
        };
        /** @description Somebody at the operators’ socket, who has no account. */
        LocalOperator: {
            name: string;
            role: components["schemas"]["Role"];
            all_businesses: boolean;
            /** @constant */
            way: "socket";
            scope: components["schemas"]["Scope"];
        };
        Session: {
            id: components["schemas"]["Id"];
            /** @description the one that asks */
            current: boolean;
            remember: boolean;
            address: string;
            user_agent: string;
            created_ms: components["schemas"]["Time"];
            /** @description the last request, give or take 5 minutes */
            seen_ms: components["schemas"]["Time"];
            expires_ms: components["schemas"]["Time"];
        };
        SessionList: {
            rows: components["schemas"]["Session"][];
        };
        EditAccount: {
            /** @description null or empty: takes it away */
            email?: string | null;
            /** @description 11 characters; null or empty: takes it away */
            phone?: string | null;
            lang?: components["schemas"]["Language"] | null;
        };
        ChangePassword: {
            current: string;
            password: components["schemas"]["NewPassword"];
        };
        TotpProposal: {
            /** @description to be typed where no camera is */
            secret: string;
            /** @description what the QR code says */
            uri: string;
        };
        SaveTotp: {
            /** @description the one that was proposed */
            secret: string;
            /** @description that the authenticator shows now */
            code: string;
            /** @description the password */
            current: string;
        };
        RemoveTotp: {
            /** @description the password */
            current: string;
        };
        RecoveryCodes: {
            /** @description ten, each good for one login without the authenticator */
            recovery_codes: string[];
        };
        User: {
            id: components["schemas"]["Id"];
            name: string;
            email: string | null;
            phone: string | null;
            role: components["schemas"]["Role"];
            /** @description true for every admin */
            all_businesses: boolean;
            /** @description names of those that were granted */
            businesses: string[];
            enabled: boolean;
            lang: components["schemas"]["Language"];
            /** @description the name for Basic authentication */
            api_name: string | null;
            has_password: boolean;
            has_api_password: boolean;
            has_totp: boolean;
            /** @description until when the set-up link is good */
            setup_until_ms: components["schemas"]["TimeOrNull"];
            created_ms: components["schemas"]["Time"];
            last_login_ms: components["schemas"]["TimeOrNull"];
        };
        UserPage: {
            rows: components["schemas"]["User"][];
            /** @description on all pages */
            total: components["schemas"]["Count"];
            page: number;
            length: number;
        };
        /** @description Without a value: a manager who reads Chinese, is enabled and sees no business. */
        AddUser: {
            name: string;
            email?: string | null;
            /** @description 11 characters */
            phone?: string | null;
            /** @description 8 to 32 characters */
            api_name?: string | null;
            role?: components["schemas"]["Role"] | null;
            lang?: components["schemas"]["Language"] | null;
            enabled?: boolean | null;
            all_businesses?: boolean | null;
            /** @description names or ids */
            businesses?: string[] | null;
            /** @description better leave it out and give them a set-up link */
            password?: components["schemas"]["NewPassword"] | null;
            api_password?: components["schemas"]["NewPassword"] | null;
        };
        EditUser: {
            name?: string | null;
            /** @description null or empty: takes it away */
            email?: string | null;
            /** @description 11 characters; null or empty: takes it away */
            phone?: string | null;
            /** @description 8 to 32 characters; null or empty: takes it away */
            api_name?: string | null;
            role?: components["schemas"]["Role"] | null;
            lang?: components["schemas"]["Language"] | null;
            enabled?: boolean | null;
            all_businesses?: boolean | null;
        };
        SetPermissions: {
            all_businesses?: boolean | null;
            /** @description names or ids of all that are granted from now on */
            businesses: string[];
        };
        SetupLink: {
            /** Format: uri */
            link: string;
            until_ms: components["schemas"]["Time"];
        };
        ResetPassword: {
            /** @description null: one is made up */
            password?: components["schemas"]["NewPassword"] | null;
        };
        /** @description Shown once. */
        GeneratedPassword: {
            password: string;
        };
        Token: {
            id: components["schemas"]["Id"];
            name: string;
            user: string;
            scope: components["schemas"]["Scope"];
            /** @description all that its user sees */
            all_businesses: boolean;
            businesses: string[];
            created_ms: components["schemas"]["Time"];
            expires_ms: components["schemas"]["TimeOrNull"];
            last_used_ms: components["schemas"]["TimeOrNull"];
        };
        NewToken: {
            id: components["schemas"]["Id"];
            name: string;
            user: string;
            scope: components["schemas"]["Scope"];
            /** @description all that its user sees */
            all_businesses: boolean;
            businesses: string[];
            created_ms: components["schemas"]["Time"];
            expires_ms: components["schemas"]["TimeOrNull"];
            last_used_ms: components["schemas"]["TimeOrNull"];
            /** @description the secret, shown once */
            token: string;
        };
        TokenList: {
            rows: components["schemas"]["Token"][];
        };
        AddToken: {
            name: string;
            /** @description whose it is to be; only an admin may give somebody else one */
            user?: string | null;
            /** @description null: read */
            scope?: components["schemas"]["Scope"] | null;
            /** @description a length of time such as 90s, 5m or 1h30m; null: never */
            expires_in?: string | null;
            /** @description names or ids; null: all that its user sees */
            businesses?: string[] | null;
        };
        Business: {
            id: components["schemas"]["Id"];
            name: string;
            enabled: boolean;
            tasks: components["schemas"]["Count"];
            /** @description names of those who are told */
            notifiers: string[];
            created_ms: components["schemas"]["Time"];
            /** @description in the URLs by which its tasks are pinged by slug; null: there are none */
            ping_key: string | null;
        };
        /** @description where Prometheus reads, with the key that may read as a bearer */
        MetricsPath: string;
        /** @enum {string} */
        KeyMay: "write" | "read";
        CheckKey: {
            may: components["schemas"]["KeyMay"];
            /** @description its first characters */
            hint: string;
            created_ms: components["schemas"]["Time"];
        };
        NewCheckKey: {
            may: components["schemas"]["KeyMay"];
            /** @description its first characters */
            hint: string;
            created_ms: components["schemas"]["Time"];
            /** @description the secret, shown once */
            key: string;
            metrics_path: components["schemas"]["MetricsPath"];
        };
        CheckKeyList: {
            rows: components["schemas"]["CheckKey"][];
            metrics_path: components["schemas"]["MetricsPath"];
        };
        AddCheckKey: {
            may: components["schemas"]["KeyMay"];
        };
        BusinessPage: {
            rows: components["schemas"]["Business"][];
            /** @description on all pages */
            total: components["schemas"]["Count"];
            page: number;
            length: number;
        };
        AddBusiness: {
            name: string;
            /** @description null: true */
            enabled?: boolean | null;
        };
        EditBusiness: {
            name?: string | null;
            /** @description false pauses its tasks */
            enabled?: boolean | null;
        };
        Channel: {
            kind: components["schemas"]["ChannelKind"];
            address: string;
        };
        Notifier: {
            id: components["schemas"]["Id"];
            name: string;
            email: string;
            phone: string | null;
            channels: components["schemas"]["Channel"][];
            lang: components["schemas"]["Language"];
            enabled: boolean;
            /** @description names of those that it is told about, as far as the caller sees them */
            businesses: string[];
            created_ms: components["schemas"]["Time"];
        };
        NotifierPage: {
            rows: components["schemas"]["Notifier"][];
            /** @description on all pages */
            total: components["schemas"]["Count"];
            page: number;
            length: number;
        };
        AddNotifier: {
            name: string;
            email: string;
            /** @description 11 characters */
            phone?: string | null;
            /** @description null: zh */
            lang?: components["schemas"]["Language"] | null;
            /** @description null: true */
            enabled?: boolean | null;
        };
        EditNotifier: {
            name?: string | null;
            email?: string | null;
            /** @description 11 characters; null or empty: takes it away */
            phone?: string | null;
            lang?: components["schemas"]["Language"] | null;
            enabled?: boolean | null;
        };
        Backup: {
            /** @description null: none are made */
            every_s: number | null;
            keep: number;
            dir: string | null;
            /** @description a server is there that makes them */
            running: boolean;
            /** @description that are in the folder */
            backups: number;
            /** @description when the newest was made */
            last_ms: number | null;
            last_bytes: number | null;
            due_ms: number | null;
            /** @description an hour late or more */
            overdue: boolean;
            /** @description why the last try failed */
            error: string | null;
            /** @description since when they fail */
            failed_ms: number | null;
        };
        MailTest: {
            sent: boolean;
            /** @description what the mail server said */
            error: string | null;
        };
        Task: {
            id: components["schemas"]["Id"];
            name: string;
            /** Format: uuid */
            uuid: string;
            /** Format: uri */
            ping_url: string;
            state: components["schemas"]["TaskState"];
            schedule: string;
            schedule_kind: components["schemas"]["ScheduleKind"];
            tz: string;
            /** @description seconds that a run may be late */
            grace_s: number;
            /** @description seconds that a ping may be early; null: derived from the schedule */
            tolerance_s: number | null;
            /** @description owes nothing before its first ping */
            quiet_until_first_ping: boolean;
            /** @description the newest success */
            last_ping_ms: components["schemas"]["TimeOrNull"];
            /** @description where the newest ping of any kind came from; null: there is none in the log */
            last_ip: string | null;
            /** @description of the run that the newest success or failure ended, if that had a start */
            last_duration_ms: components["schemas"]["Count"] | null;
            /** @description the run that is expected next */
            owed_ms: components["schemas"]["TimeOrNull"];
            /** @description when it goes down without a ping; null: it is down, or owes nothing */
            deadline_ms: components["schemas"]["TimeOrNull"];
            /** @description of the stored state */
            since_ms: components["schemas"]["Time"];
            created_ms: components["schemas"]["Time"];
            business: string;
            /** @description seconds that a run may take; null: as long as the grace */
            max_run_s: number | null;
            /** @description a run that takes less has failed */
            min_run_s: number | null;
            /** @description so many failures in a row make it go down */
            alert_after: number;
            /** @description so many successes in a row bring it up again */
            recover_after: number;
            /** @description no ping wakes it while it is paused */
            manual_resume: boolean;
            /** @description pings by another method than POST are ignored */
            post_only: boolean;
            /** @description words in the body say what a ping is, not its URL */
            by_body: boolean;
            /** @description a body without any of the words is a failure; else it is ignored */
            else_fail: boolean;
            /** @description separated by commas; so are the next */
            start_words: string;
            success_words: string;
            failure_words: string;
            /** @description with the ping key of its business it makes a URL */
            slug: string;
            /** @description separated by blanks */
            tags: string;
            description: string;
            /** @description of any kind, ever */
            pings: components["schemas"]["Count"];
            /** @description in a row, until now */
            failures: components["schemas"]["Count"];
            /** @description runs that have begun and not ended */
            running: components["schemas"]["Count"];
            /** @description when the oldest of them began */
            run_started_ms: components["schemas"]["TimeOrNull"];
            /** @description those, the oldest first */
            open_runs: components["schemas"]["OpenRun"][];
            business_enabled: boolean;
            /** @description the schedule in words */
            text: components["schemas"]["Sentence"];
        };
        /** @description A run that has begun and not ended. */
        OpenRun: {
            /**
             * Format: uuid
             * @description if it named one
             */
            rid: string | null;
            started_ms: components["schemas"]["Time"];
            /** @description when it has taken too long */
            deadline_ms: components["schemas"]["Time"];
        };
        TaskPage: {
            rows: components["schemas"]["Task"][];
            /** @description on all pages */
            total: components["schemas"]["Count"];
            page: number;
            length: number;
        };
        /** @description A business or a notifier is named by its name, not by its id. */
        Configuration: {
            businesses?: components["schemas"]["AddBusiness"][];
            notifiers?: components["schemas"]["AddNotifier"][];
            assignments?: {
                business: string;
                notifier: string;
            }[];
            tasks?: components["schemas"]["AddTask"][];
            /** @description values by the names of settings */
            settings?: {
                [key: string]: string | number;
            };
        };
        ConfigurationSteps: {
            /** @description true: nothing was done */
            dry_run: boolean;
            steps: {
                /** @description as in the audit log */
                action: string;
                name: string;
                changes: {
                    field: string;
                    before: string;
                    after: string;
                }[];
            }[];
        };
        /** @description Exactly one of `cron`, `every` and `calendar` is given. */
        AddTask: {
            name: string;
            /** @description name or id */
            business: string;
            /** @description five fields, or a word such as @daily */
            cron?: string | null;
            /** @description a length of time such as 90s, 5m or 1h30m */
            every?: string | null;
            /** @description calendar events of systemd, one a line */
            calendar?: string | null;
            /** @description such as Asia/Shanghai; UTC if nothing is said */
            tz?: string | null;
            /** @description a length of time such as 90s, 5m or 1h30m; null: 5m */
            grace?: string | null;
            /** @description a length of time such as 90s, 5m or 1h30m; null: derived from the schedule */
            tolerance?: string | null;
            /** @description null: false */
            quiet_until_first_ping?: boolean | null;
            /** @description how long a run may take, 1s to 365d; null: as long as the grace */
            max_run?: string | null;
            /** @description a run that takes less has failed, 1s to 365d; null: none */
            min_run?: string | null;
            alert_after?: number | null;
            recover_after?: number | null;
            manual_resume?: boolean | null;
            post_only?: boolean | null;
            by_body?: boolean | null;
            else_fail?: boolean | null;
            start_words?: string | null;
            success_words?: string | null;
            failure_words?: string | null;
            /** @description of a-z, 0-9, - and _ */
            slug?: string | null;
            tags?: string | null;
            description?: string | null;
        } & ({
            cron: string;
            every?: null;
            calendar?: null;
        } | {
            every: string;
            cron?: null;
            calendar?: null;
        } | {
            calendar: string;
            cron?: null;
            every?: null;
        });
        /** @description What is not given, or null, stays (but `tolerance`). At most one of `cron`, `every` and `calendar` is given. */
        EditTask: {
            name?: string | null;
            /** @description name or id */
            business?: string | null;
            /** @description five fields, or a word such as @daily */
            cron?: string | null;
            /** @description a length of time such as 90s, 5m or 1h30m */
            every?: string | null;
            /** @description calendar events of systemd, one a line */
            calendar?: string | null;
            /** @description such as Asia/Shanghai */
            tz?: string | null;
            /** @description a length of time such as 90s, 5m or 1h30m */
            grace?: string | null;
            /** @description a length of time such as 90s, 5m or 1h30m; null: derived from the schedule */
            tolerance?: string | null;
            quiet_until_first_ping?: boolean | null;
            /** @description how long a run may take, 1s to 365d; null: as long as the grace */
            max_run?: string | null;
            /** @description a run that takes less has failed, 1s to 365d; null: none */
            min_run?: string | null;
            alert_after?: number | null;
            recover_after?: number | null;
            manual_resume?: boolean | null;
            post_only?: boolean | null;
            by_body?: boolean | null;
            else_fail?: boolean | null;
            start_words?: string | null;
            success_words?: string | null;
            failure_words?: string | null;
            /** @description of a-z, 0-9, - and _ */
            slug?: string | null;
            tags?: string | null;
            description?: string | null;
        };
        LatePing: {
            /** @description a UUID, <ping key>/<slug>, or a task’s name or id */
            target: string;
            /** @description success, start, fail or log; null: success */
            kind?: string | null;
            /** @description when it was, up to 7 days ago */
            at_ms: components["schemas"]["Time"];
            /** Format: uuid */
            rid?: string | null;
            exit_status?: number | null;
            body_base64?: string | null;
        };
        LatePingDone: {
            id: components["schemas"]["Id"];
            task: string;
            /** @description of the task, with this news */
            state: components["schemas"]["TaskState"];
        };
        Ping: {
            id: components["schemas"]["Id"];
            at_ms: components["schemas"]["Time"];
            kind: components["schemas"]["PingKind"];
            method: components["schemas"]["PingMethod"];
            client_ip: string;
            user_agent: string;
            exit_status: number | null;
            duration_ms: components["schemas"]["Count"] | null;
            /** @description that are kept */
            body_bytes: components["schemas"]["Count"];
            /**
             * Format: uuid
             * @description of its run, if it named one
             */
            rid: string | null;
            /** @description it had been kept on its way, and tells its own time */
            late: boolean;
        };
        Run: {
            /** @description of the ping, or of the run that was missed */
            at_ms: components["schemas"]["Time"];
            outcome: components["schemas"]["RunOutcome"];
            /** @description null: there was no ping */
            ping_id: components["schemas"]["Id"] | null;
            /** @description the run that was missed */
            slot_ms: components["schemas"]["TimeOrNull"];
            duration_ms: components["schemas"]["Count"] | null;
        };
        Strip: {
            task: components["schemas"]["Id"];
            runs: components["schemas"]["Run"][];
        };
        StripList: {
            rows: components["schemas"]["Strip"][];
        };
        ReportMonth: {
            /** @description such as 202611 */
            month: number;
            from_ms: components["schemas"]["Time"];
            /** @description the end of the month, also of this one */
            to_ms: components["schemas"]["Time"];
            /** @description up to now, without the time in which the task was new or paused */
            watched_ms: components["schemas"]["Count"];
            /** @description of what was watched */
            down_ms: components["schemas"]["Count"];
            /** @description how often it was down, begun before the month or in it */
            downs: components["schemas"]["Count"];
            /** @description with two decimals, rounded down: 100 is never down; null: was not watched */
            uptime_percent: number | null;
        };
        Report: {
            tz: string;
            months: components["schemas"]["ReportMonth"][];
        };
        Suspicion: {
            kind: components["schemas"]["SuspicionKind"];
            /** @description How many of the newest runs show it; for two hosts: of the newest slots. */
            seen: number;
            /** @description How many were looked at. */
            of: number;
            /** @description Of the oldest that shows it. */
            since_ms: components["schemas"]["Time"];
            /** @description Zone and early: how far from the schedule; below zero: before it. Else null. */
            offset_ms: number | null;
            /** @description Fast: what half of the runs before took at least. Else null. */
            usual_ms: number | null;
            /** @description Fast: what they take now at most. Else null. */
            taken_ms: number | null;
            /** @description New address: that one. Two hosts: theirs. Else none. */
            addresses: string[];
            /** @description New address: from where runs came until then. Else none. */
            before: string[];
        };
        SuspicionList: {
            rows: components["schemas"]["Suspicion"][];
        };
        Assignment: {
            business: {
                id: components["schemas"]["Id"];
                name: string;
                enabled: boolean;
            };
            notifier: {
                id: components["schemas"]["Id"];
                name: string;
                email: string;
                enabled: boolean;
            };
        };
        AssignmentPage: {
            rows: components["schemas"]["Assignment"][];
            /** @description on all pages */
            total: components["schemas"]["Count"];
            page: number;
            length: number;
        };
        ZoneList: {
            rows: string[];
        };
        Log: components["schemas"]["Ping"][];
        /** @description A passage between stored states. */
        Flip: {
            id: components["schemas"]["Id"];
            from_state: components["schemas"]["StoredState"];
            to_state: components["schemas"]["StoredState"];
            at_ms: components["schemas"]["Time"];
            reason: components["schemas"]["FlipReason"];
            /** @description the run that was missed */
            slot_ms: components["schemas"]["TimeOrNull"];
            /** @description for an end of being down: since when */
            down_since_ms: components["schemas"]["TimeOrNull"];
            /** @description the newest ping at that time */
            ping_id: components["schemas"]["Id"] | null;
        };
        FlipList: {
            rows: components["schemas"]["Flip"][];
        };
        SchedulePreview: {
            schedule: string;
            schedule_kind: components["schemas"]["ScheduleKind"];
            tz: string;
            text: components["schemas"]["Sentence"];
            next: {
                at_ms: components["schemas"]["Time"];
                /** @description in the zone of the schedule */
                local: string;
            }[];
        };
        Alert: {
            id: components["schemas"]["Id"];
            task: string;
            task_id: components["schemas"]["Id"];
            to_state: components["schemas"]["StoredState"];
            /** @description of the flip */
            at_ms: components["schemas"]["Time"];
            channel: components["schemas"]["ChannelKind"];
            recipient: string;
            status: components["schemas"]["AlertStatus"];
            attempts: components["schemas"]["Count"];
            next_try_ms: components["schemas"]["TimeOrNull"];
            sent_ms: components["schemas"]["TimeOrNull"];
            /** @description of the last attempt; may be empty */
            error: string;
        };
        AlertPage: {
            rows: components["schemas"]["Alert"][];
            /** @description on all pages */
            total: components["schemas"]["Count"];
            page: number;
            length: number;
        };
        /** @description When cronmon itself was not listening. */
        BlindTime: {
            id: components["schemas"]["Id"];
            from_ms: components["schemas"]["Time"];
            to_ms: components["schemas"]["Time"];
            reason: components["schemas"]["BlindReason"];
        };
        BlindTimePage: {
            rows: components["schemas"]["BlindTime"][];
            /** @description on all pages */
            total: components["schemas"]["Count"];
            page: number;
            length: number;
        };
        Setting: {
            name: string;
            /** @description null for a secret */
            value: string | null;
            /** @description false: it is the default */
            set: boolean;
            secret: boolean;
            default: string;
            help: string;
        };
        SettingList: {
            rows: components["schemas"]["Setting"][];
        };
        SaveSetting: {
            value: string;
        };
        Option: {
            name: string;
            /** @description null for a secret */
            value: string | null;
            origin: components["schemas"]["OptionOrigin"];
            secret: boolean;
        };
        OptionList: {
            rows: components["schemas"]["Option"][];
        };
        TestMail: {
            address: string;
        };
        AuditEntry: {
            id: components["schemas"]["Id"];
            at_ms: components["schemas"]["Time"];
            /** @description 0: the operators’ socket, or cronmon itself */
            user_id: components["schemas"]["Id"];
            /** @description as they were called then */
            actor: string;
            /** @description empty: the operators’ socket */
            address: string;
            /** @description such as task.edit */
            action: string;
            object_id: components["schemas"]["Id"];
            /** @description its name then */
            object: string;
            changes: {
                field: string;
                before: string;
                after: string;
            }[];
        };
        AuditPage: {
            rows: components["schemas"]["AuditEntry"][];
            /** @description on all pages */
            total: components["schemas"]["Count"];
            page: number;
            length: number;
        };
        Trend: {
            now: components["schemas"]["Count"];
            /** @description 30 days ago */
            before: components["schemas"]["Count"];
            /** @description null: there was none before */
            change_percent: number | null;
        };
        Dashboard: {
            businesses: components["schemas"]["Trend"];
            assignments: components["schemas"]["Trend"];
            tasks: components["schemas"]["Trend"];
            log_entries: components["schemas"]["Trend"];
            states: {
                down: components["schemas"]["Count"];
                late: components["schemas"]["Count"];
                up: components["schemas"]["Count"];
                new: components["schemas"]["Count"];
                paused: components["schemas"]["Count"];
            };
            /** @description the tasks that there are, as they stood at the end of each day (UTC); today: now */
            states_a_day: {
                /** Format: date */
                day: string;
                new: components["schemas"]["Count"];
                up: components["schemas"]["Count"];
                down: components["schemas"]["Count"];
                paused: components["schemas"]["Count"];
            }[];
            alerts: {
                owed: components["schemas"]["Count"];
                /** @description in the last 7 days */
                failed: components["schemas"]["Count"];
            };
            pings_a_day: {
                /** Format: date */
                day: string;
                pings: components["schemas"]["Count"];
            }[];
            /** @description of the API of the original cronmon */
            api_requests_a_month: {
                /** @description such as 2026-11 */
                month: string;
                tasks_all: components["schemas"]["Count"];
                tasks: components["schemas"]["Count"];
            }[];
            /** @description the last ten times */
            blind: {
                from_ms: components["schemas"]["Time"];
                to_ms: components["schemas"]["Time"];
                reason: components["schemas"]["BlindReason"];
            }[];
            /** @description enabled ones that nobody is told about */
            businesses_without_notifier: string[];
        };
        Changes: {
            /** @description for the next `since` */
            version: components["schemas"]["Count"];
            changed: components["schemas"]["Topic"][];
        };
        About: {
            version: string;
            started_ms: components["schemas"]["Time"];
            tasks: components["schemas"]["Count"];
            /** @description false: the last commit failed */
            writing: boolean;
            database_bytes: components["schemas"]["Count"];
            /** @description where the database lies; null, as all below: not for whoever asks */
            disk_free_bytes: components["schemas"]["Count"] | null;
            sqlite_version: string | null;
            /** @description written down in the last 60 seconds */
            pings_per_minute: components["schemas"]["Count"] | null;
            /** @description refused since the start, as ping.per_address and ping.per_task say */
            pings_limited: components["schemas"]["Count"] | null;
            /** @description of this server; empty if it speaks no TLS */
            certificates: components["schemas"]["Certificate"][] | null;
            buckets: components["schemas"]["Buckets"] | null;
        };
        /**
         * @description done: this process has taken over from another; failed: it serves on
         * @enum {string}
         */
        UpgradeStage: "none" | "running" | "failed" | "done";
        Upgrade: {
            stage: components["schemas"]["UpgradeStage"];
            /** @description of the process that answers */
            pid: number;
            version: string;
            /** @description that is to take over, or has */
            program: string | null;
            /** @description the version before, if it is done */
            from: string | null;
            /** @description it failed */
            why: string | null;
        };
        /** @enum {string} */
        Grade: "ok" | "warning" | "fault";
        Examination: {
            grade: components["schemas"]["Grade"];
            findings: {
                /** @description what was looked at: free_space */
                about: string;
                grade: components["schemas"]["Grade"];
                /** @description what was found */
                says: string;
                /** @description what to do; empty if it is ok */
                advice: string;
            }[];
        };
        Certificate: {
            file: string;
            /** @description hosts and addresses that it is good for */
            names: string[];
            from_ms: components["schemas"]["Time"];
            until_ms: components["schemas"]["Time"];
            /** @description within 21 days, or it has ended */
            ends_soon: boolean;
        };
        /** @description The tables of the logs: of pings one a day, of requests and of the audit one a month. */
        Buckets: {
            days: components["schemas"]["Count"];
            /** Format: date */
            oldest_day: string | null;
            /**
             * Format: date
             * @description tables are made ahead, so it may be to come
             */
            newest_day: string | null;
            api_request_months: components["schemas"]["Count"];
            audit_months: components["schemas"]["Count"];
        };
        OriginalTask: {
            business_name: string;
            /** @description minutes */
            grace_time: number;
            name: string;
            period: string;
            /** @description enabled */
            status: boolean;
            /** @description the UUID */
            url: string;
            /** @description down */
            warning: boolean;
        };
        OriginalTaskPage: {
            count: components["schemas"]["Count"];
            next: string | null;
            prev: string | null;
            tasks: components["schemas"]["OriginalTask"][];
        };
        OriginalFullTask: {
            /** @description of the business */
            bid: components["schemas"]["Id"];
            business_name: string;
            /** @description minutes */
            grace_time: number;
            id: components["schemas"]["Id"];
            name: string;
            period: string;
            /** @description enabled */
            status: boolean;
            /** @description the UUID */
            url: string;
            /** @description down */
            warning: boolean;
        };
        OriginalFullTaskList: {
            tasks: components["schemas"]["OriginalFullTask"][];
        };
        OriginalError: {
            error: string;
            message?: string;
        };
    };
    responses: {
        /** @description The body is no JSON object. */
        400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Whoever asks is not known: sign in first. */
        401: {
            headers: {
                "WWW-Authenticate": components["headers"]["Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Whoever asks may not, or the request comes from another site. */
        403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing, or not for whoever asks. */
        404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such method here. */
        405: {
            headers: {
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It is taken, or not as things stand. */
        409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It was changed meanwhile. */
        412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is longer than 1 MiB; the connection is closed. */
        413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/plain": string;
            };
        };
        /** @description The Content-Type is not application/json. */
        415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A value is against a rule. */
        422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many wrong passwords. */
        429: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It went wrong on our side; the log says what. */
        500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not now: the disk cannot be read or written, or too many are waiting. */
        503: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Who has signed in. */
        SignedIn: {
            headers: {
                "Set-Cookie": components["headers"]["SetCookie"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Account"];
            };
        };
        /** @description Done. */
        SignedOut: {
            headers: {
                "Set-Cookie": components["headers"]["EndCookie"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description All, the last used first. */
        SessionList: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SessionList"];
            };
        };
        /** @description The user as they are now. */
        User: {
            headers: {
                ETag: components["headers"]["Revision"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["User"];
            };
        };
        /** @description What was removed. */
        Removed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Removed"];
            };
        };
        /** @description The user as they are now, or the password that was made up. */
        Password: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["User"] | components["schemas"]["GeneratedPassword"];
            };
        };
        /** @description The business as it is now. */
        Business: {
            headers: {
                ETag: components["headers"]["Revision"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Business"];
            };
        };
        /** @description The notifier as it is now. */
        Notifier: {
            headers: {
                ETag: components["headers"]["Revision"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Notifier"];
            };
        };
        /** @description What came of it. */
        MailTest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["MailTest"];
            };
        };
        /** @description The task as it is now. */
        Task: {
            headers: {
                ETag: components["headers"]["Revision"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Task"];
            };
        };
        /** @description The setting as it is now. */
        Setting: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Setting"];
            };
        };
        /** @description Done. */
        NoContent: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description It is what the caller has. */
        NotModified: {
            headers: {
                ETag: components["headers"]["ListTag"];
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** @description Part of a name or an address, in any case; for tasks also a ping URL, or eight or more digits of a UUID. */
        Search: string;
        Page: number;
        /** @description Rows a page. */
        Length: number;
        /** @description 1: the greatest first. Without `sort` it says nothing. */
        Desc: 0 | 1;
        /** @description The ETag of the answer that the caller has: 304 if it is still that. */
        IfNoneMatch: string;
        /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
        IfMatch: string;
        /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
        IdempotencyKey: string;
        /** @description Id of a session. */
        Session: string;
        /** @description Name or id of a user. */
        User: string;
        /** @description Id of a token. */
        Token: string;
        /** @description Name or id of a business. */
        Business: string;
        /** @description Name or id of a notifier. */
        Notifier: string;
        /** @description Name or id of a task. */
        Task: string;
        /** @description Id of a ping. */
        Ping: string;
        /** @description Id of an alert. */
        Alert: string;
        /** @description Name of a setting, such as smtp.host. */
        Setting: string;
        /** @description UUID of a task. */
        Uuid: string;
    };
    requestBodies: never;
    headers: {
        /** @description For If-None-Match. */
        ListTag: string;
        /** @description For If-Match. */
        Revision: string;
        /** @description The session. */
        SetCookie: string;
        /** @description Takes the session’s cookie away. */
        EndCookie: string;
        /** @description Where to ask. */
        Location: string;
        /** @description The methods that there are. */
        Allow: string;
        /** @description Seconds to wait. */
        RetryAfter: number;
        /** @description How to prove who you are. */
        Authenticate: string;
        /** @description An attachment, so that no browser runs it. */
        Disposition: string;
        /** @description The `before` to go on with; not there after the oldest ping. */
        NextBefore: number;
        /** @description Bytes of a body that are kept. */
        BodyLimit: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    showHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description It does not. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    showMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Version 0.0.4 of the format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is asking. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"] | components["schemas"]["LocalOperator"];
                };
            };
            401: components["responses"]["401"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["SignedOut"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            415: components["responses"]["415"];
            503: components["responses"]["503"];
        };
    };
    setUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUp"];
            };
        };
        responses: {
            200: components["responses"]["SignedIn"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            503: components["responses"]["503"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SessionList"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            503: components["responses"]["503"];
        };
    };
    endSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["SignedOut"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            415: components["responses"]["415"];
            503: components["responses"]["503"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a session. */
                session: components["parameters"]["Session"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            503: components["responses"]["503"];
        };
    };
    editAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditAccount"];
            };
        };
        responses: {
            /** @description As they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            503: components["responses"]["503"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    saveTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTotp"];
            };
        };
        responses: {
            /** @description Shown once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    proposeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is kept of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpProposal"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            415: components["responses"]["415"];
            503: components["responses"]["503"];
        };
    };
    removeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveTotp"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Part of a name or an address, in any case; for tasks also a ping URL, or eight or more digits of a UUID. */
                search?: components["parameters"]["Search"];
                page?: components["parameters"]["Page"];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
                sort?: "name" | "role" | "created" | "last_login";
                /** @description 1: the greatest first. Without `sort` it says nothing. */
                desc?: components["parameters"]["Desc"];
                /** @description Only of this role. */
                status?: components["schemas"]["Role"];
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name, unless sorted. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    addUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddUser"];
            };
        };
        responses: {
            201: components["responses"]["User"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    editUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditUser"];
            };
        };
        responses: {
            200: components["responses"]["User"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    setPermissions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPermissions"];
            };
        };
        responses: {
            200: components["responses"]["User"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    grantBusiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    revokeBusiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    addSetupLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Shown once; the one before it is good no more. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupLink"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            200: components["responses"]["Password"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    resetApiPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            200: components["responses"]["Password"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    clearApiPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    clearTotp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["User"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listSessionsOf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SessionList"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    endSessionsOf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a user. */
                user: components["parameters"]["User"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            503: components["responses"]["503"];
        };
    };
    addToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddToken"];
            };
        };
        responses: {
            /** @description With its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            503: components["responses"]["503"];
        };
    };
    removeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a token. */
                token: components["parameters"]["Token"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            503: components["responses"]["503"];
        };
    };
    listBusinesses: {
        parameters: {
            query?: {
                /** @description Part of a name or an address, in any case; for tasks also a ping URL, or eight or more digits of a UUID. */
                search?: components["parameters"]["Search"];
                page?: components["parameters"]["Page"];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
                sort?: "name" | "tasks" | "created";
                /** @description 1: the greatest first. Without `sort` it says nothing. */
                desc?: components["parameters"]["Desc"];
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name, unless sorted. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BusinessPage"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    addBusiness: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddBusiness"];
            };
        };
        responses: {
            201: components["responses"]["Business"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showBusiness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Business"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    removeBusiness: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    editBusiness: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditBusiness"];
            };
        };
        responses: {
            200: components["responses"]["Business"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    assignNotifier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Business"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    unassignNotifier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Business"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    renewPingKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Business"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    removePingKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Business"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listCheckKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without their secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckKeyList"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    addCheckKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCheckKey"];
            };
        };
        responses: {
            /** @description With the key itself. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewCheckKey"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    removeCheckKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a business. */
                business: components["parameters"]["Business"];
                /** @description What the key may. */
                may: components["schemas"]["KeyMay"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listAssignments: {
        parameters: {
            query?: {
                /** @description Part of a name or an address, in any case; for tasks also a ping URL, or eight or more digits of a UUID. */
                search?: components["parameters"]["Search"];
                page?: components["parameters"]["Page"];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
                /** @description Only of this one, by its name or id. */
                business?: string;
                sort?: "business" | "notifier" | "email";
                /** @description 1: the greatest first. Without `sort` it says nothing. */
                desc?: components["parameters"]["Desc"];
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By business and notifier, unless sorted. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentPage"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listNotifiers: {
        parameters: {
            query?: {
                /** @description Part of a name or an address, in any case; for tasks also a ping URL, or eight or more digits of a UUID. */
                search?: components["parameters"]["Search"];
                page?: components["parameters"]["Page"];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
                sort?: "name" | "email" | "created";
                /** @description 1: the greatest first. Without `sort` it says nothing. */
                desc?: components["parameters"]["Desc"];
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name, unless sorted. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotifierPage"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    addNotifier: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddNotifier"];
            };
        };
        responses: {
            201: components["responses"]["Notifier"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showNotifier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Notifier"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    removeNotifier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    editNotifier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditNotifier"];
            };
        };
        responses: {
            200: components["responses"]["Notifier"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    testNotifier: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name or id of a notifier. */
                notifier: components["parameters"]["Notifier"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["MailTest"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description Part of a name or an address, in any case; for tasks also a ping URL, or eight or more digits of a UUID. */
                search?: components["parameters"]["Search"];
                page?: components["parameters"]["Page"];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
                sort?: "name" | "state" | "last_ping" | "deadline" | "business" | "created";
                /** @description 1: the greatest first. Without `sort` it says nothing. */
                desc?: components["parameters"]["Desc"];
                /** @description Only in this state. */
                status?: components["schemas"]["TaskState"];
                /** @description Only of this business: its name or id. */
                business?: string;
                /** @description Only with each of these tags, separated by blanks. */
                tag?: string;
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The worst state first, then by name, unless sorted. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    addTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddTask"];
            };
        };
        responses: {
            201: components["responses"]["Task"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Task"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    removeTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Removed"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            412: components["responses"]["412"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    editTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has seen: 412 if it was changed meanwhile. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditTask"];
            };
        };
        responses: {
            200: components["responses"]["Task"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    pauseTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Task"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    resumeTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Task"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    findPing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where this task is pinged. */
            307: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    findPingByPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where this task is pinged. */
            307: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    tellLatePing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LatePing"];
            };
        };
        responses: {
            /** @description It is written down. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatePingDone"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showLog: {
        parameters: {
            query?: {
                /** @description Only pings older than the one with this id. */
                before?: number;
                /** @description Only pings before this time. */
                until_ms?: number;
                /** @description Only of these kinds, separated by commas. */
                kind?: components["schemas"]["PingKind"][];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. With `kind` there may be fewer than `length`, and yet more behind Next-Before: a rare kind is looked for in some thousand pings at a time. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    "Next-Before": components["headers"]["NextBefore"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Log"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showPingBody: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
                /** @description Id of a ping. */
                ping: components["parameters"]["Ping"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes as they were sent, as far as they are kept. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Disposition"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listFlips: {
        parameters: {
            query?: {
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlipList"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest month first; months are those of the task’s zone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listSuspicions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Name or id of a task. */
                task: components["parameters"]["Task"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most one of each kind. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuspicionList"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listStrips: {
        parameters: {
            query: {
                /** @description Their ids, separated by commas. */
                tasks: components["schemas"]["Id"][];
                /** @description Runs a task. */
                length?: number;
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tasks as they were asked for, runs with the oldest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StripList"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    previewSchedule: {
        parameters: {
            query?: {
                /** @description Five fields, or a word such as @daily. */
                cron?: string;
                /** @description A length of time such as 90s, 5m or 1h30m. */
                every?: string;
                /** @description Calendar events of systemd, one a line. */
                calendar?: string;
                /** @description Such as Asia/Shanghai; UTC if nothing is said. */
                tz?: string;
                /** @description How many times. */
                count?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next times. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreview"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listZones: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that this version knows on every machine, in order. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneList"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description Part of a name or an address, in any case; for tasks also a ping URL, or eight or more digits of a UUID. */
                search?: components["parameters"]["Search"];
                page?: components["parameters"]["Page"];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
                /** @description Only those that came to this. */
                status?: components["schemas"]["AlertStatus"];
                /** @description Only about this one, by its name or id. */
                task?: string;
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    retryAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of an alert. */
                alert: components["parameters"]["Alert"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listBlindTimes: {
        parameters: {
            query?: {
                /** @description Part of a name or an address, in any case; for tasks also a ping URL, or eight or more digits of a UUID. */
                search?: components["parameters"]["Search"];
                page?: components["parameters"]["Page"];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlindTimePage"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that there are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingList"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of a setting, such as smtp.host. */
                setting: components["parameters"]["Setting"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Setting"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    saveSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of a setting, such as smtp.host. */
                setting: components["parameters"]["Setting"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveSetting"];
            };
        };
        responses: {
            200: components["responses"]["Setting"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    resetSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of a setting, such as smtp.host. */
                setting: components["parameters"]["Setting"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Setting"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that there are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OptionList"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    configure: {
        parameters: {
            query?: {
                /** @description 1: tells what would be done. */
                dry_run?: number;
                /** @description 1: removes what the parts that are there do not name. */
                prune?: number;
            };
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Configuration"];
            };
        };
        responses: {
            /** @description What was done, or would be, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationSteps"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As of the server's last look at the folder, which is a minute ago at most. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backup"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    testMail: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestMail"];
            };
        };
        responses: {
            200: components["responses"]["MailTest"];
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description In names, addresses and changes. */
                search?: string;
                /** @description Exactly, or `task.` for all that begin so. */
                action?: string;
                page?: components["parameters"]["Page"];
                /** @description Rows a page. */
                length?: components["parameters"]["Length"];
            };
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showDashboard: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that the caller has: 304 if it is still that. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Of what whoever asks may see. */
            200: {
                headers: {
                    ETag: components["headers"]["ListTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            304: components["responses"]["NotModified"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description The version of the answer before. */
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The topics, and the version to ask with next time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    examine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found, in the caller's language. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Examination"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showUpgrade: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upgrade"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    upgrade: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 255 bytes. The same request with the same key is answered as before for a day, with the header Idempotent-Replayed, and nothing is done twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description whole path of the file; else the one that the server was started from */
                    program?: string | null;
                };
            };
        };
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upgrade"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    showAbout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its version and size. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            503: components["responses"]["503"];
        };
    };
    ping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a task. */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is written down. */
            200: {
                headers: {
                    "Ping-Body-Limit": components["headers"]["BodyLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": "OK";
                };
            };
            /** @description There is no such task: `Wrong Id`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description It could not be written down: try again. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    pingByPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a task. */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        /** @description What the run has to say. The first bytes are kept. */
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description It is written down. */
            200: {
                headers: {
                    "Ping-Body-Limit": components["headers"]["BodyLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": "OK";
                };
            };
            /** @description There is no such task: `Wrong Id`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description The body is longer than 2.5 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description It could not be written down: try again. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    pingByPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a task. */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        /** @description What the run has to say. The first bytes are kept. */
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description It is written down. */
            200: {
                headers: {
                    "Ping-Body-Limit": components["headers"]["BodyLimit"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": "OK";
                };
            };
            /** @description There is no such task: `Wrong Id`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description The body is longer than 2.5 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description It could not be written down: try again. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    pingByHead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a task. */
                uuid: components["parameters"]["Uuid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is written down. */
            200: {
                headers: {
                    "Ping-Body-Limit": components["headers"]["BodyLimit"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such task: `Wrong Id`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It could not be written down: try again. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listOriginalTasks: {
        parameters: {
            query?: {
                page?: number;
                /** @description Rows a page. */
                length?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks, by id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalTaskPage"];
                };
            };
            /** @description `Out of Range` or `No Records`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description The password is missing or wrong. */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description There is no enabled user of this name. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description Too many wrong passwords. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description Not now. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
        };
    };
    findOriginalTasks: {
        parameters: {
            query?: {
                /** @description The name of a business. */
                bizname?: string;
                /** @description The UUID of a task. */
                url?: string;
                /** @description The name of a task. */
                taskname?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks, by id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalFullTaskList"];
                };
            };
            /** @description `Only One Keyword Allowed`, `Keyword Doesn't Exist` or `No Records`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description The password is missing or wrong. */
            401: {
                headers: {
                    "WWW-Authenticate": components["headers"]["Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description There is no enabled user of this name. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description Too many wrong passwords. */
            429: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
            /** @description Not now. */
            503: {
                headers: {
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/json": components["schemas"]["OriginalError"];
                };
            };
        };
    };
}
