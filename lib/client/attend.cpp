#include "client/attend.h"

#include <algorithm>
#include <array>

namespace cronmon {
namespace {

constexpr Millis for_ever = std::chrono::hours{1};  // until poll(2) is asked again

bool is_order_to_stop(int number) {
    return number == SIGTERM || number == SIGINT || number == SIGHUP || number == SIGQUIT;
}

class Attendance {
public:
    Attendance(const Order& order, Child& child, Signals& signals, Tail& tail, const Clock& clock)
        : order_(order),
          child_(child),
          signals_(signals),
          clock_(clock),
          start_(clock.steady()),
          out_(child.take_out(), STDOUT_FILENO, Stream::out, tail, order.through),
          err_(child.take_err(), STDERR_FILENO, Stream::err, tail, order.through) {
        if (order.timeout) next_blow_ = start_ + *order.timeout;
    }

    Attended run() {
        while (!is_over()) {
            wait();
            hear();
            strike();
            if (!ended_ && child_.has_ended()) note_end();
        }
        Ending ending = child_.reap();
        ending.wall = *ended_ - start_;
        if (blows_ > 0) ending.how = Ending::How::timed_out;
        return {ending, told_to_stop_};
    }

private:
    bool is_over() const {
        if (!ended_) return false;
        if (!out_.is_open() && !err_.is_open()) return out_.is_settled() && err_.is_settled();
        const bool patient = clock_.steady() - *ended_ < pipe_patience;
        return !patient && out_.is_settled() && err_.is_settled();
    }

    // The earliest moment at which something is to be done though nothing has come.
    Millis patience() const {
        const Millis now = clock_.steady();
        Millis until = now + for_ever;
        const auto moment = ended_ ? std::optional(*ended_ + pipe_patience) : next_blow_;
        if (moment && (!ended_ || *moment > now)) until = std::min(until, *moment);
        return std::max(until - now + Millis{1}, Millis{1});
    }

    void wait() {
        std::array<pollfd, 5> wanted{pollfd{signals_.descriptor(), POLLIN, 0}, out_.to_read(),
                                     err_.to_read(), out_.to_write(), err_.to_write()};
        if (poll(wanted.data(), wanted.size(), static_cast<int>(patience().count())) <= 0) return;
        if (wanted[1].revents != 0) out_.read_some();
        if (wanted[2].revents != 0) err_.read_some();
        if (wanted[3].revents != 0) out_.write_some();
        if (wanted[4].revents != 0) err_.write_some();
    }

    void hear() {
        while (const auto number = signals_.next()) {
            if (*number == SIGCHLD) {
                child_.keep_going();
                continue;
            }
            child_.signal(*number);
            told_to_stop_ = told_to_stop_ || is_order_to_stop(*number);
        }
    }

    // First politely, then not.
    void strike() {
        if (ended_ || !next_blow_ || clock_.steady() < *next_blow_) return;
        child_.signal(blows_++ == 0 ? SIGTERM : SIGKILL);
        if (blows_ == 1) next_blow_ = clock_.steady() + order_.kill_after;
        else next_blow_.reset();
    }

    void note_end() {
        ended_ = clock_.steady();
        out_.job_has_ended();
        err_.job_has_ended();
    }

    const Order& order_;
    Child& child_;
    Signals& signals_;
    const Clock& clock_;
    const Millis start_;
    Passage out_, err_;
    std::optional<Millis> next_blow_;
    std::optional<Millis> ended_;
    int blows_ = 0;
    bool told_to_stop_ = false;
};

}  // namespace

Attended attend(const Order& order, Signals& signals, Tail& tail, const Clock& clock,
                const std::function<void()>& started) {
    Child child(order.words, order.output, signals);
    if (child.failure()) return {*child.failure()};
    started();
    return Attendance(order, child, signals, tail, clock).run();
}

bool rest(Millis length, Signals& signals, const Clock& clock) {
    const Millis until = clock.steady() + length;
    for (;;) {
        while (const auto number = signals.next())
            if (is_order_to_stop(*number)) return false;
        const Millis left = until - clock.steady();
        if (left <= Millis{0}) return true;
        pollfd wanted{signals.descriptor(), POLLIN, 0};
        poll(&wanted, 1, static_cast<int>(std::min(left + Millis{1}, for_ever).count()));
    }
}

}  // namespace cronmon
