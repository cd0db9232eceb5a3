#include "net/poller.h"

#include "base/error.h"

#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace cronmon::net {
namespace {

constexpr std::uint32_t hung_up_events = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
constexpr std::uint32_t readable_events = EPOLLIN | hung_up_events;
constexpr std::uint32_t writable_events = EPOLLOUT | EPOLLHUP | EPOLLERR;

// What epoll gives back with an event: a connection's slot, or above 32 bits something else.
constexpr std::uint64_t listener_key = std::uint64_t{1} << 32;
constexpr std::uint64_t alarm_key = std::uint64_t{2} << 32;

Descriptor opened(int number, const char* what) {
    if (number < 0) throw std::system_error(errno, std::generic_category(), what);
    return Descriptor{number};
}

Event to_event(const epoll_event& raw) {
    return {raw.data.u64 & listener_key ? Event::Source::listener : Event::Source::connection,
            (raw.events & readable_events) != 0, (raw.events & writable_events) != 0,
            (raw.events & hung_up_events) != 0, static_cast<std::uint32_t>(raw.data.u64)};
}

}  // namespace

Poller::Poller()
    : epoll_(opened(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      alarm_(opened(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
    control(EPOLL_CTL_ADD, alarm_.number(), EPOLLIN | EPOLLET, alarm_key);
}

void Poller::watch(int descriptor, std::uint32_t slot) {
    control(EPOLL_CTL_ADD, descriptor, EPOLLIN | EPOLLRDHUP | EPOLLET, slot);
}

void Poller::watch_until_writable(int descriptor, std::uint32_t slot, bool is_watched) {
    control(is_watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor,
            EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, slot);
}

void Poller::watch_listener(int descriptor, std::uint32_t number) {
    control(EPOLL_CTL_ADD, descriptor, EPOLLIN, listener_key | number);
}

void Poller::forget(int descriptor) { control(EPOLL_CTL_DEL, descriptor, 0, 0); }

// Fails only for want of memory, or because we passed nonsense.
void Poller::control(int operation, int descriptor, std::uint32_t events, std::uint64_t key) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = key;
    if (epoll_ctl(epoll_.number(), operation, descriptor, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

std::span<const Event> Poller::wait(Millis at_most) {
    const int count =
        epoll_wait(epoll_.number(), raw_.data(), events_max, static_cast<int>(at_most.count()));
    std::size_t kept = 0;
    for (int i = 0; i < count; ++i)
        if (const auto& raw = raw_[static_cast<std::size_t>(i)]; raw.data.u64 != alarm_key)
            events_[kept++] = to_event(raw);
    return {events_.data(), kept};
}

void Poller::wake() { CHECK(eventfd_write(alarm_.number(), 1) == 0); }

}  // namespace cronmon::net
