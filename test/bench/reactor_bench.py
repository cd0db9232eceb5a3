#!/usr/bin/env python3
"""The reactor beside nginx-light (`return 200`, one worker), in alternating runs on one machine.

    reactor_bench.py BENCH [wrk|ab] [rounds]     BENCH: the compiled reactor_bench

Prints, for each, the median of requests/s and of the server's CPU microseconds per request, and
their ratios. The CPU time is the figure to trust on a machine that others use, too. ab opens
10,000 connections at once and closes each after its request.
"""
import os, re, statistics, subprocess, sys, tempfile, time

bench, tool = sys.argv[1], (sys.argv[2:3] or ["wrk"])[0]
rounds = int((sys.argv[3:4] or ["5"])[0])
ports = {"reactor": 18080, "reactor, groups": 18082, "nginx": 18081}

NGINX = """
worker_processes 1; daemon off; pid {0}/pid; error_log {0}/error.log; worker_rlimit_nofile 20000;
events {{ worker_connections 19000; }}
http {{
    access_log off; keepalive_requests 1000000000;
    client_body_temp_path {0}/a; proxy_temp_path {0}/b; fastcgi_temp_path {0}/c;
    uwsgi_temp_path {0}/d; scgi_temp_path {0}/e;
    server {{ listen 127.0.0.1:18081 backlog=4096;
              location / {{ default_type text/plain; return 200 "OK\\n"; }} }}
}}
"""


def cpu_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(port):
    """One run of the load generator: requests/s, and how many requests."""
    url = f"http://127.0.0.1:{port}/"
    if tool == "wrk":
        text = subprocess.run(["wrk", "-t1", "-c64", "-d3s", url], capture_output=True, text=True)
        trouble = re.findall("Socket errors.*|Non-2xx.*", text.stdout)
        rate, count = r"Requests/sec:\s+([\d.]+)", r"(\d+) requests in"
    else:
        text = subprocess.run(["ab", "-q", "-n", "50000", "-c", "10000", url], capture_output=True,
                              text=True)
        trouble = re.findall(r"Failed requests:\s+[1-9]\d*|Non-2xx.*", text.stdout)
        rate, count = r"Requests per second:\s+([\d.]+)", r"Complete requests:\s+(\d+)"
    if trouble or not re.search(rate, text.stdout):
        sys.exit(f"{tool} on port {port}: {trouble or text.stderr}")
    return float(re.search(rate, text.stdout)[1]), int(re.search(count, text.stdout)[1])


def nginx_worker(master):
    return int(open(f"/proc/{master}/task/{master}/children").read().split()[0])


with tempfile.TemporaryDirectory() as folder:
    config = os.path.join(folder, "nginx.conf")
    open(config, "w").write(NGINX.format(folder))
    started = [subprocess.Popen([bench, str(ports["reactor"])]),
               subprocess.Popen([bench, str(ports["reactor, groups"]), "group"]),
               subprocess.Popen(["nginx", "-c", config])]
    time.sleep(1)
    pids = dict(zip(ports, [started[0].pid, started[1].pid, nginx_worker(started[2].pid)]))
    runs = {name: [] for name in ports}
    try:
        for turn in range(rounds):
            for name in list(ports)[:: 1 if turn % 2 else -1]:
                before = cpu_seconds(pids[name])
                rate, count = load(ports[name])
                runs[name].append((rate, (cpu_seconds(pids[name]) - before) / count * 1e6))
    finally:
        for process in started:
            process.terminate()
            process.wait()

median = {name: [statistics.median(column) for column in zip(*runs[name])] for name in ports}
for name, (rate, cpu) in median.items():
    pairs = statistics.median(a[0] / b[0] for a, b in zip(runs[name], runs["nginx"]))
    print(f"{name:16} {rate:8.0f}/s ({rate / median['nginx'][0]:.2f} of nginx, "
          f"in pairs {pairs:.2f})   {cpu:6.2f} us CPU a request "
          f"({cpu / median['nginx'][1]:.2f} of nginx)")
