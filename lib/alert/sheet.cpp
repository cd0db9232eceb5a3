#include "alert/sheet.h"

namespace cronmon {
namespace {

std::string_view colour(Sheet::Mood mood) {
    switch (mood) {
        case Sheet::Mood::bad: return "#b42318";
        case Sheet::Mood::good: return "#067647";
        case Sheet::Mood::neutral: return "#475467";
    }
    return "#475467";
}

std::string_view colon(Language language) { return language == Language::zh ? "：" : ": "; }

// <bdi> keeps a value's direction of writing to itself.
std::string html_value(const SheetRow& row) {
    const std::string value = html_escape(row.value);
    if (row.kind == SheetRow::Kind::words) return "<bdi>" + value + "</bdi>";
    return "<a href=\"" + value + "\">" + value + "</a>";
}

std::string html_row(const SheetRow& row) {
    return "<tr><th scope=\"row\" style=\"text-align:left;vertical-align:top;font-weight:600;"
           "padding:3px 16px 3px 0;white-space:nowrap\">" +
           html_escape(row.label) +
           "</th><td style=\"padding:3px 0;vertical-align:top;overflow-wrap:anywhere\">" +
           html_value(row) + "</td></tr>\n";
}

std::string html_head(const Sheet& sheet) {
    const std::string_view language = sheet.language == Language::zh ? "zh-CN" : "en";
    return std::string("<!DOCTYPE html>\n<html lang=\"").append(language) +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n"
           "<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
           "<title>" +
           html_escape(sheet.title) + "</title>\n</head>\n";
}

std::string html_banner(const Sheet& sheet) {
    const std::string badge = "<span style=\"background:" + std::string(colour(sheet.mood)) +
                              ";color:#ffffff;border-radius:4px;padding:2px 10px;"
                              "font-weight:600\">" +
                              html_escape(sheet.badge) + "</span>";
    return "<p style=\"font-size:18px\">" + badge + " <bdi>" + html_escape(sheet.title) +
           "</bdi></p>\n<p>" + html_escape(sheet.lead) + "</p>\n";
}

}  // namespace

std::string html_escape(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            case '\'': escaped += "&#39;"; break;
            default: escaped += c;
        }
    }
    return escaped;
}

std::string sheet_text(const Sheet& sheet) {
    std::string text = sheet.lead + "\n\n";
    for (const SheetRow& row : sheet.rows)
        text.append(row.label).append(colon(sheet.language)).append(row.value) += '\n';
    for (const std::string& paragraph : sheet.paragraphs) text += "\n" + paragraph + "\n";
    if (!sheet.footer.empty()) text += "\n" + sheet.footer + "\n";
    return text;
}

std::string sheet_html(const Sheet& sheet) {
    std::string html = html_head(sheet);
    html +=
        "<body style=\"font:15px/1.5 system-ui,-apple-system,'Segoe UI','PingFang SC',"
        "'Microsoft YaHei',sans-serif;max-width:640px;margin:16px\">\n";
    html += html_banner(sheet);
    html += "<table style=\"border-collapse:collapse\">\n";
    for (const SheetRow& row : sheet.rows) html += html_row(row);
    html += "</table>\n";
    for (const std::string& paragraph : sheet.paragraphs)
        html += "<p>" + html_escape(paragraph) + "</p>\n";
    if (!sheet.footer.empty())
        html += "<p style=\"font-size:13px;opacity:0.75\">" + html_escape(sheet.footer) + "</p>\n";
    return html + "</body>\n</html>\n";
}

}  // namespace cronmon
