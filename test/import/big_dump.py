#!/usr/bin/env python3
"""Writes a dump of the original with a log of a given size, to measure the import with.

    big_dump.py FILE [--megabytes N] [--tasks N] [--days N] [--order time|back|random]

The rows look like those of a busy server: a few hundred tasks, pinged every minute, 31 days long.
They end at --until (now), in UTC. The size is bounded: nobody fills a disk by a slip.
"""
import argparse
import datetime
import random

MEGABYTES_MAX = 4096
STATEMENT_BYTES = 1_000_000  # mysqldump's net_buffer_length, nearly
ROW_BYTES = 66  # of a row of the log, on average
AGENTS = ["curl/7.88.1", "Wget/1.21.3", "python-requests/2.28.1", "libwww-perl/6.67",
          "it\\'s \\\"q\\\"", "\u00e7\u009b\u0091\u00e6\u008e\u00a7/1.0", ""]

COLUMNS = {
    "business": "id business_name status create_datetime",
    "businessnotifier": "id business_id notifier_id create_datetime",
    "notifier": "id notify_name notify_email notify_tel status create_datetime",
    "permission": "id perm_list perm_user_id create_datetime",
    "taskmonitor": "id name url period grace_time status last_check_time next_check_time warning "
                   "create_datetime business_id",
    "taskmonitorlog": "id create_datetime client_ip user_agent taskmon_id",
    "apirequestlog": "id create_datetime client_ip user_agent url method code user_id",
    "user": "id username password email phone status admin api_username api_password "
            "create_datetime session_token",
}


def create(out, table):
    columns = ",\n".join(f"  `{name}` text" for name in COLUMNS[table].split())
    out.write(f"CREATE TABLE `{table}` (\n{columns},\n  PRIMARY KEY (`id`)\n);\n")


def insert(out, table, rows):
    create(out, table)
    size = 0
    for row in rows:
        if size == 0 or size > STATEMENT_BYTES:
            out.write((";\n" if size else "") + f"INSERT INTO `{table}` VALUES\n{row}")
            size = 0
        else:
            out.write(",\n" + row)
        size += len(row)
    if size:
        out.write(";\n")


def log_rows(args, until):
    count = args.megabytes * 1_000_000 // ROW_BYTES
    span = args.days * 86400
    chance = random.Random(1)
    for number in range(1, count + 1):
        second = span * (number if args.order == "time" else count - number) // count
        if args.order == "random":
            second = chance.randrange(span)
        at = until - datetime.timedelta(seconds=span - second)
        task = chance.randrange(1, args.tasks + 1)
        yield (f"({number},'{at:%Y-%m-%d %H:%M:%S}','10.0.{task % 250}.{number % 250}',"
               f"'{AGENTS[chance.randrange(len(AGENTS))]}',{task})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--tasks", type=int, default=300)
    parser.add_argument("--days", type=int, default=31)
    parser.add_argument("--order", choices=["time", "back", "random"], default="time")
    parser.add_argument("--until", default=None, help="2026-11-22T07:00:00")
    args = parser.parse_args()
    if not 1 <= args.megabytes <= MEGABYTES_MAX:
        parser.error(f"--megabytes: must be 1 to {MEGABYTES_MAX}")
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    until = datetime.datetime.fromisoformat(args.until) if args.until else now
    time = "'2026-01-01 00:00:00'"
    with open(args.file, "w", encoding="utf-8") as out:
        out.write("-- MariaDB dump 10.19  Distrib 10.11.19-MariaDB\n")
        create(out, "apirequestlog")
        insert(out, "business", [f"(1,'Payroll',1,{time})"])
        insert(out, "businessnotifier", [f"(1,1,1,{time})"])
        insert(out, "notifier", [f"(1,'Li Na','na@example.org','13764321006',1,{time})"])
        insert(out, "permission", [f"(1,'0',1,{time})"])
        insert(out, "taskmonitor",
               (f"({n},'task {n}','6547ebb8-e643-11f1-afb7-{n:012x}','*/5 * * * *',5,1,NULL,NULL,0,"
                f"{time},1)" for n in range(1, args.tasks + 1)))
        insert(out, "taskmonitorlog", log_rows(args, until))
        insert(out, "user", [f"(1,'cronadmin','scrypt:32768:8:1$s$00','root@example.org',"
                             f"'13912345678',1,1,'api_admin','api_secret',{time},'t')"])
        out.write("-- Dump completed\n")


if __name__ == "__main__":
    main()
